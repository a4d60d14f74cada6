import type { SeedProduct } from "./types";

export const MAISON: readonly SeedProduct[] = [
  {
    slug: "bougie-parfumee",
    collections: ["maison"],
    title: { fr: "Bougie parfumée", en: "Scented Candle" },
    summary: {
      fr: "Cire de colza, mèche de coton, quarante heures de soirée.",
      en: "Rapeseed wax, cotton wick, forty hours of evenings.",
    },
    description: {
      fr: "Coulée à la main dans un verre teinté, en deux fois, pour que la surface reste bien plane. La cire de colza brûle lentement et le verre se garde ensuite pour les crayons.\n\nFiguier pour le vert de la feuille, ambre pour le bois chaud, fleur de lin pour le linge qui sèche. À la première flambée, laissez fondre toute la surface.",
      en: "Poured by hand into tinted glass, in two passes, so that the surface stays flat. Rapeseed wax burns slowly, and the glass then keeps your pencils.\n\nFig tree for the green of the leaf, amber for warm wood, flax flower for laundry drying outside. The first time, let the whole surface melt.",
    },
    details: {
      fr: "Cire de colza, parfum de Grasse 8 %, mèche de coton. Durée indicative : 40 heures. Ne jamais laisser une bougie allumée sans surveillance ; tenir hors de portée des enfants.",
      en: "Rapeseed wax, 8% Grasse perfume, cotton wick. Burning time about 40 hours. Never leave a burning candle unattended; keep away from children.",
    },
    vatBps: 2000,
    pictures: [
      {
        file: "bougie-parfumee",
        alt: {
          fr: "Bougie parfumée au figuier allumée dans un verre vert",
          en: "Fig tree scented candle alight in green glass",
        },
        width: 960,
        height: 960,
        variantSku: "GAR-BOU-FIG",
      },
      {
        file: "bougie-parfumee-ambre",
        alt: {
          fr: "Bougie parfumée à l’ambre allumée dans un verre brun",
          en: "Amber scented candle alight in brown glass",
        },
        width: 960,
        height: 960,
        variantSku: "GAR-BOU-AMB",
      },
      {
        file: "bougie-parfumee-fleur-de-lin",
        alt: {
          fr: "Bougie parfumée à la fleur de lin allumée dans un verre bleu gris",
          en: "Flax flower scented candle alight in grey-blue glass",
        },
        width: 960,
        height: 960,
        variantSku: "GAR-BOU-LIN",
      },
    ],
    options: [
      {
        name: { fr: "Parfum", en: "Scent" },
        values: [
          { fr: "Figuier", en: "Fig tree" },
          { fr: "Ambre", en: "Amber" },
          { fr: "Fleur de lin", en: "Flax flower" },
        ],
      },
    ],
    variants: [
      {
        sku: "GAR-BOU-FIG", optionValues: [0], priceMinor: 2900,
        grams: 460, netContent: { amount: 180, unit: "g" }, stock: 150, cvMinor: 1690, bvMinor: 2417,
      },
      {
        sku: "GAR-BOU-AMB", optionValues: [1], priceMinor: 2900,
        grams: 460, netContent: { amount: 180, unit: "g" }, stock: 98, cvMinor: 1690, bvMinor: 2417,
      },
      {
        sku: "GAR-BOU-LIN", optionValues: [2], priceMinor: 2900,
        grams: 460, netContent: { amount: 180, unit: "g" }, stock: 112, cvMinor: 1690, bvMinor: 2417,
      },
    ],
  },
  {
    slug: "diffuseur-de-parfum",
    collections: ["maison"],
    title: { fr: "Diffuseur à tiges", en: "Reed Diffuser" },
    summary: {
      fr: "Un flacon, huit tiges de rotin, une entrée qui sent bon.",
      en: "One bottle, eight rattan reeds, a hallway that smells good.",
    },
    description: {
      fr: "Un parfum de maison au thym et à l’orange amère, composé avec un nez de Grasse. Les tiges de rotin boivent le parfum et le rendent doucement à la pièce.\n\nComptez deux mois pour 200 ml. Retournez les tiges quand vous recevez.",
      en: "A home fragrance of thyme and bitter orange, composed with a perfumer in Grasse. The rattan reeds drink the scent and give it back slowly to the room.\n\nAllow two months for 200 ml. Turn the reeds when you have guests.",
    },
    details: {
      fr: "Alcool dénaturé végétal, parfum, tiges de rotin. Liquide inflammable : tenir loin d’une flamme et hors de portée des enfants.",
      en: "Plant-based denatured alcohol, perfume, rattan reeds. Flammable liquid: keep away from flames and out of reach of children.",
    },
    vatBps: 2000,
    pictures: [
      {
        file: "diffuseur-de-parfum",
        alt: {
          fr: "Diffuseur de parfum carré avec ses tiges de rotin",
          en: "Square home fragrance diffuser with its rattan reeds",
        },
        width: 960,
        height: 960,
      },
    ],
    options: [],
    variants: [
      {
        sku: "GAR-DIF-200", optionValues: [], priceMinor: 3600,
        grams: 520, netContent: { amount: 200, unit: "ml" }, stock: 66, cvMinor: 2100, bvMinor: 3000,
      },
    ],
  },
  {
    slug: "bougie-de-voyage",
    collections: ["maison"],
    title: { fr: "Bougie de voyage", en: "Travel Candle" },
    summary: {
      fr: "La même cire, dans une boîte qui ferme.",
      en: "The same wax in a tin that closes.",
    },
    description: {
      fr: "Une bougie au romarin coulée dans une boîte de métal à couvercle. Elle part dans la valise, s’allume dans une chambre d’hôtel et rentre sans une miette.\n\nVingt heures environ. La boîte se nettoie à l’eau chaude.",
      en: "A rosemary candle poured into a lidded metal tin. It goes in the suitcase, lights up a hotel room and comes home without a crumb.\n\nAbout twenty hours. The tin washes out with hot water.",
    },
    details: {
      fr: "Cire de colza, parfum 7 %, mèche de coton, boîte en fer-blanc. Ne jamais laisser une bougie allumée sans surveillance.",
      en: "Rapeseed wax, 7% perfume, cotton wick, tinplate. Never leave a burning candle unattended.",
    },
    vatBps: 2000,
    pictures: [
      {
        file: "bougie-de-voyage",
        alt: {
          fr: "Bougie dans une boîte en métal doré, couvercle appuyé contre elle",
          en: "Candle in a golden metal tin, its lid leaning against it",
        },
        width: 960,
        height: 960,
      },
    ],
    options: [],
    variants: [
      {
        sku: "GAR-BOV-080", optionValues: [], priceMinor: 1450,
        grams: 130, netContent: { amount: 80, unit: "g" }, stock: 140, cvMinor: 845, bvMinor: 1208,
      },
    ],
  },
  {
    slug: "brume-de-linge",
    collections: ["maison", "linge"],
    title: { fr: "Brume de linge", en: "Linen Mist" },
    summary: {
      fr: "Lavande fine et bleuet, pour les draps et les rideaux.",
      en: "Fine lavender and cornflower, for sheets and curtains.",
    },
    description: {
      fr: "Deux pressions à bout de bras sur les draps du soir ou sur les rideaux ouverts. Le parfum reste discret, lavande fine et bleuet, et ne tache pas le blanc.\n\nLe flacon bleu garde la lumière dehors. Essayez d’abord sur un coin de tissu.",
      en: "Two sprays at arm’s length on the evening sheets or on open curtains. The scent stays discreet, fine lavender and cornflower, and does not mark white cloth.\n\nThe blue bottle keeps the light out. Try it first on a corner of the fabric.",
    },
    details: {
      fr: "Eau, alcool végétal, parfum, huile essentielle de lavande. Contient : linalol, limonène. Ne pas vaporiser sur la soie.",
      en: "Water, plant alcohol, perfume, lavender essential oil. Contains: linalool, limonene. Do not spray on silk.",
    },
    vatBps: 2000,
    pictures: [
      {
        file: "brume-de-linge",
        alt: {
          fr: "Flacon vaporisateur bleu de brume de linge à côté d’un brin de lavande",
          en: "Blue spray bottle of linen mist beside a lavender sprig",
        },
        width: 960,
        height: 960,
      },
    ],
    options: [],
    variants: [
      {
        sku: "GAR-BRU-100", optionValues: [], priceMinor: 1750,
        grams: 175, netContent: { amount: 100, unit: "ml" }, stock: 0, cvMinor: 1020, bvMinor: 1458,
      },
    ],
  },
  {
    slug: "sachets-de-lavande",
    collections: ["maison", "linge"],
    title: { fr: "Sachets de lavande", en: "Lavender Sachets" },
    summary: {
      fr: "Trois petits sacs de coton, une poignée de fleurs dans chacun.",
      en: "Three small cotton bags with a handful of flowers in each.",
    },
    description: {
      fr: "Du lavandin du plateau de Valensole, égrené, tamisé, puis cousu dans un coton écru. Le lien se défait : on remplit le sachet l’été suivant.\n\nUn dans l’armoire, un dans la valise, un pour quelqu’un.",
      en: "Lavandin from the Valensole plateau, threshed, sieved and tied into unbleached cotton. The tie comes undone: refill the bag the following summer.\n\nOne for the wardrobe, one for the suitcase, one for someone else.",
    },
    details: {
      fr: "Fleurs de lavandin, coton écru. Lot de trois sachets de 18 g.",
      en: "Lavandin flowers, unbleached cotton. Set of three 18 g sachets.",
    },
    vatBps: 2000,
    pictures: [
      {
        file: "sachets-de-lavande",
        alt: {
          fr: "Trois sachets de coton écru noués d’un ruban mauve",
          en: "Three unbleached cotton sachets tied with a mauve ribbon",
        },
        width: 960,
        height: 960,
      },
    ],
    options: [],
    variants: [
      {
        sku: "GAR-SAC-003", optionValues: [], priceMinor: 1350,
        grams: 80, netContent: { amount: 3, unit: "piece" }, stock: 170, cvMinor: 790, bvMinor: 1125,
      },
    ],
  },
];
