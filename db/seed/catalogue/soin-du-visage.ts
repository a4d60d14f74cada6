import type { SeedProduct } from "./types";

export const SOIN_DU_VISAGE: readonly SeedProduct[] = [
  {
    slug: "creme-visage",
    collections: ["soin-du-visage"],
    title: { fr: "Crème de jour à la rose", en: "Rose Day Cream" },
    summary: {
      fr: "Une crème légère, eau de rose et huile de prune.",
      en: "A light cream with rose water and plum oil.",
    },
    description: {
      fr: "Nous avons cherché longtemps cette texture : plus légère qu’un baume, plus présente qu’un fluide. L’eau de rose remplace une partie de l’eau, l’huile de prune donne sa note d’amande.\n\nUne noisette le matin, sous le maquillage ou seule. Le pot de verre dépoli tient un peu plus de deux mois.",
      en: "We looked for this texture for a long time: lighter than a balm, more present than a fluid. Rose water takes the place of some of the water, plum oil gives a note of almond.\n\nA small dab in the morning, under make-up or on its own. The frosted glass pot lasts a little over two months.",
    },
    details: {
      fr: "Ingrédients (INCI) : Aqua, Rosa Damascena Flower Water, Prunus Domestica Seed Oil, Glycerin, Cetearyl Alcohol, Squalane, Parfum, Tocopherol, Citronellol, Geraniol.",
      en: "Ingredients (INCI): Aqua, Rosa Damascena Flower Water, Prunus Domestica Seed Oil, Glycerin, Cetearyl Alcohol, Squalane, Parfum, Tocopherol, Citronellol, Geraniol.",
    },
    vatBps: 2000,
    pictures: [
      {
        file: "creme-visage",
        alt: {
          fr: "Pot en verre rose dépoli de crème de jour, couvercle clair",
          en: "Frosted pink glass pot of day cream with a pale lid",
        },
        width: 960,
        height: 960,
      },
      {
        file: "creme-visage-2",
        alt: {
          fr: "Pot de crème de jour ouvert, vu de haut, spirale de crème",
          en: "Open pot of day cream from above, with a swirl of cream",
        },
        width: 960,
        height: 960,
      },
    ],
    options: [],
    variants: [
      {
        sku: "GAR-CRV-050", optionValues: [], priceMinor: 3400,
        grams: 185, netContent: { amount: 50, unit: "ml" }, stock: 110, cvMinor: 1985, bvMinor: 2833,
      },
    ],
  },
  {
    slug: "serum-visage",
    collections: ["soin-du-visage"],
    title: { fr: "Sérum huile de rose musquée", en: "Rosehip Serum" },
    summary: {
      fr: "Trois gouttes le soir, rien d’autre.",
      en: "Three drops in the evening, nothing else.",
    },
    description: {
      fr: "Une huile de rose musquée pressée à froid, équilibrée de squalane d’olive. La pipette compte les gouttes : trois suffisent, réchauffées entre les doigts.\n\nLe flacon est teinté pour la lumière, le capuchon rond pour la main. À finir dans les six mois après ouverture.",
      en: "Cold-pressed rosehip oil, balanced with olive squalane. The dropper counts for you: three drops are enough, warmed between the fingers.\n\nThe bottle is tinted against light, the bulb is round for the hand. Finish within six months of opening.",
    },
    details: {
      fr: "Ingrédients (INCI) : Rosa Canina Fruit Oil, Squalane, Prunus Domestica Seed Oil, Tocopherol, Helianthus Annuus Seed Oil.",
      en: "Ingredients (INCI): Rosa Canina Fruit Oil, Squalane, Prunus Domestica Seed Oil, Tocopherol, Helianthus Annuus Seed Oil.",
    },
    vatBps: 2000,
    pictures: [
      {
        file: "serum-visage",
        alt: {
          fr: "Flacon compte-gouttes de sérum à la rose musquée",
          en: "Dropper bottle of rosehip serum",
        },
        width: 960,
        height: 960,
      },
      {
        file: "serum-visage-2",
        alt: {
          fr: "Gros plan sur l’étiquette et la pipette du sérum",
          en: "Close-up of the serum label and dropper",
        },
        width: 960,
        height: 960,
      },
    ],
    options: [],
    variants: [
      {
        sku: "GAR-SER-030", optionValues: [], priceMinor: 4200,
        grams: 110, netContent: { amount: 30, unit: "ml" }, stock: 76, cvMinor: 2450, bvMinor: 3500,
      },
    ],
  },
  {
    slug: "eau-de-rose",
    collections: ["soin-du-visage"],
    title: { fr: "Eau florale de rose", en: "Rose Floral Water" },
    summary: {
      fr: "Une brume de rose de mai, distillée à la vapeur.",
      en: "A mist of May rose, steam distilled.",
    },
    description: {
      fr: "Les roses se cueillent avant neuf heures et passent à l’alambic le jour même. L’eau que l’on recueille est claire, parfumée, sans alcool ajouté.\n\nEn brume sur le visage le matin, sur un coton le soir, ou dans les cheveux quand il fait chaud.",
      en: "The roses are picked before nine and go into the still the same day. The water we collect is clear and scented, with no added alcohol.\n\nMist it over the face in the morning, on a cotton pad in the evening, or through the hair on a hot day.",
    },
    details: {
      fr: "Ingrédients (INCI) : Rosa Damascena Flower Water, Sodium Benzoate, Citric Acid, Citronellol, Geraniol.",
      en: "Ingredients (INCI): Rosa Damascena Flower Water, Sodium Benzoate, Citric Acid, Citronellol, Geraniol.",
    },
    vatBps: 2000,
    pictures: [
      {
        file: "eau-de-rose",
        alt: {
          fr: "Flacon vaporisateur rose pâle d’eau florale avec des pétales",
          en: "Pale pink spray bottle of floral water with petals",
        },
        width: 960,
        height: 960,
      },
    ],
    options: [],
    variants: [
      {
        sku: "GAR-EAU-150", optionValues: [], priceMinor: 1690,
        grams: 205, netContent: { amount: 150, unit: "ml" }, stock: 125, cvMinor: 985, bvMinor: 1408,
      },
    ],
  },
  {
    slug: "baume-levres",
    collections: ["soin-du-visage"],
    title: { fr: "Baume à lèvres", en: "Lip Balm" },
    summary: {
      fr: "Une petite boîte de métal, cire d’abeille et calendula.",
      en: "A small tin of beeswax and calendula.",
    },
    description: {
      fr: "Cire d’abeille, huile de calendula, une pointe de miel. Le baume se prend du bout du doigt, il est ferme en été et le reste en hiver.\n\nLa boîte tient dans une poche de jean et se recharge à l’atelier.",
      en: "Beeswax, calendula oil and a touch of honey. Take it with a fingertip; it is firm in summer and stays so in winter.\n\nThe tin fits a jeans pocket and can be refilled at the workshop.",
    },
    details: {
      fr: "Ingrédients (INCI) : Cera Alba, Helianthus Annuus Seed Oil, Calendula Officinalis Flower Extract, Butyrospermum Parkii Butter, Mel, Tocopherol.",
      en: "Ingredients (INCI): Cera Alba, Helianthus Annuus Seed Oil, Calendula Officinalis Flower Extract, Butyrospermum Parkii Butter, Mel, Tocopherol.",
    },
    vatBps: 2000,
    pictures: [
      {
        file: "baume-levres",
        alt: {
          fr: "Deux petites boîtes rondes en métal de baume à lèvres, l’une ouverte",
          en: "Two small round tins of lip balm, one of them open",
        },
        width: 960,
        height: 960,
      },
    ],
    options: [],
    variants: [
      {
        sku: "GAR-BAU-012", optionValues: [], priceMinor: 690,
        grams: 28, netContent: { amount: 12, unit: "g" }, stock: 260, cvMinor: 400, bvMinor: 575,
      },
    ],
  },
  {
    slug: "masque-argile",
    collections: ["soin-du-visage"],
    title: { fr: "Masque à l’argile rose", en: "Pink Clay Mask" },
    summary: {
      fr: "Une poudre fine à délier dans l’eau de rose.",
      en: "A fine powder to blend with rose water.",
    },
    description: {
      fr: "De l’argile rose séchée au soleil et tamisée trois fois. On en prend deux cuillerées, un peu d’eau de rose, et la pâte est prête en une minute.\n\nOn laisse poser dix minutes sans laisser sécher, on rince à l’eau tiède. Une fois par semaine suffit.",
      en: "Pink clay, sun-dried and sieved three times. Take two spoonfuls, a little rose water, and the paste is ready in a minute.\n\nLeave it ten minutes without letting it dry, rinse with warm water. Once a week is plenty.",
    },
    details: {
      fr: "Ingrédients (INCI) : Kaolin, Illite, Rosa Damascena Flower Powder. Poudre : ne pas inhaler.",
      en: "Ingredients (INCI): Kaolin, Illite, Rosa Damascena Flower Powder. Powder: do not inhale.",
    },
    vatBps: 2000,
    pictures: [
      {
        file: "masque-argile",
        alt: {
          fr: "Bol d’argile rose en poudre devant sa boîte en carton",
          en: "Bowl of pink clay powder in front of its round cardboard box",
        },
        width: 960,
        height: 960,
      },
    ],
    options: [],
    variants: [
      {
        sku: "GAR-MAS-120", optionValues: [], priceMinor: 1990, previousPriceMinor: 2400,
        grams: 175, netContent: { amount: 120, unit: "g" }, stock: 48, cvMinor: 1160, bvMinor: 1658,
      },
    ],
  },
];
