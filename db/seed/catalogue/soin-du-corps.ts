import type { SeedProduct } from "./types";

export const SOIN_DU_CORPS: readonly SeedProduct[] = [
  {
    slug: "creme-mains",
    collections: ["soin-du-corps"],
    title: { fr: "Crème mains", en: "Hand Cream" },
    summary: {
      fr: "Un tube de poche, une texture qui pénètre vite.",
      en: "A pocket tube with a texture that sinks in quickly.",
    },
    description: {
      fr: "Beurre de karité, huile d’amande douce et cire d’abeille, battus à froid jusqu’à devenir souples. Une perle suffit, et l’on peut reprendre son livre sans tacher les pages.\n\nAmande pour tous les jours, miel pour l’hiver, lavande pour ceux qui ne veulent qu’elle.",
      en: "Shea butter, sweet almond oil and beeswax, cold-whipped until supple. A pearl is enough, and you can go back to your book without marking the pages.\n\nAlmond for every day, honey for winter, lavender for those who will have nothing else.",
    },
    details: {
      fr: "Ingrédients (INCI) : Aqua, Butyrospermum Parkii Butter, Prunus Amygdalus Dulcis Oil, Glycerin, Cetearyl Alcohol, Cera Alba, Parfum, Tocopherol.",
      en: "Ingredients (INCI): Aqua, Butyrospermum Parkii Butter, Prunus Amygdalus Dulcis Oil, Glycerin, Cetearyl Alcohol, Cera Alba, Parfum, Tocopherol.",
    },
    vatBps: 2000,
    pictures: [
      {
        file: "creme-mains",
        alt: {
          fr: "Tube de crème mains à l’amande, ivoire, bouchon doré",
          en: "Ivory tube of almond hand cream with a golden cap",
        },
        width: 960,
        height: 960,
        variantSku: "GAR-MAI-AMA",
      },
      {
        file: "creme-mains-miel",
        alt: {
          fr: "Tube de crème mains au miel, jaune doux",
          en: "Soft yellow tube of honey hand cream",
        },
        width: 960,
        height: 960,
        variantSku: "GAR-MAI-MIE",
      },
      {
        file: "creme-mains-lavande",
        alt: {
          fr: "Tube de crème mains à la lavande, mauve pâle",
          en: "Pale mauve tube of lavender hand cream",
        },
        width: 960,
        height: 960,
        variantSku: "GAR-MAI-LAV",
      },
    ],
    options: [
      {
        name: { fr: "Parfum", en: "Scent" },
        values: [
          { fr: "Amande", en: "Almond" },
          { fr: "Miel", en: "Honey" },
          { fr: "Lavande", en: "Lavender" },
        ],
      },
    ],
    variants: [
      {
        sku: "GAR-MAI-AMA", optionValues: [0], priceMinor: 990,
        grams: 95, netContent: { amount: 75, unit: "ml" }, stock: 310, cvMinor: 580, bvMinor: 825,
      },
      {
        sku: "GAR-MAI-MIE", optionValues: [1], priceMinor: 990,
        grams: 95, netContent: { amount: 75, unit: "ml" }, stock: 190, cvMinor: 580, bvMinor: 825,
      },
      {
        sku: "GAR-MAI-LAV", optionValues: [2], priceMinor: 990,
        grams: 95, netContent: { amount: 75, unit: "ml" }, stock: 220, cvMinor: 580, bvMinor: 825,
      },
    ],
  },
  {
    slug: "lait-corps",
    collections: ["soin-du-corps"],
    title: { fr: "Lait pour le corps à l’amande", en: "Almond Body Milk" },
    summary: {
      fr: "Un lait fluide, parfumé juste ce qu’il faut.",
      en: "A light milk, scented just enough.",
    },
    description: {
      fr: "Une émulsion fluide à l’huile d’amande douce, qui s’étale en un geste et s’oublie aussitôt. Le parfum rappelle l’amande fraîche, pas le massepain.\n\nDeux contenances : 250 ml pour l’étagère, 500 ml pour la famille.",
      en: "A fluid emulsion with sweet almond oil, which spreads in one gesture and is forgotten at once. The scent recalls fresh almonds, not marzipan.\n\nTwo sizes: 250 ml for the shelf, 500 ml for the family.",
    },
    details: {
      fr: "Ingrédients (INCI) : Aqua, Prunus Amygdalus Dulcis Oil, Glycerin, Cetearyl Alcohol, Helianthus Annuus Seed Oil, Xanthan Gum, Parfum, Tocopherol.",
      en: "Ingredients (INCI): Aqua, Prunus Amygdalus Dulcis Oil, Glycerin, Cetearyl Alcohol, Helianthus Annuus Seed Oil, Xanthan Gum, Parfum, Tocopherol.",
    },
    vatBps: 2000,
    pictures: [
      {
        file: "lait-corps",
        alt: {
          fr: "Haut flacon pompe crème de lait pour le corps à l’amande",
          en: "Tall cream-coloured pump bottle of almond body milk",
        },
        width: 960,
        height: 960,
      },
    ],
    options: [
      {
        name: { fr: "Contenance", en: "Size" },
        values: [
          { fr: "250 ml", en: "250 ml" },
          { fr: "500 ml", en: "500 ml" },
        ],
      },
    ],
    variants: [
      {
        sku: "GAR-LAI-250", optionValues: [0], priceMinor: 1990,
        grams: 310, netContent: { amount: 250, unit: "ml" }, stock: 130, cvMinor: 1160, bvMinor: 1658,
      },
      {
        sku: "GAR-LAI-500", optionValues: [1], priceMinor: 3290,
        grams: 580, netContent: { amount: 500, unit: "ml" }, stock: 55, cvMinor: 1920, bvMinor: 2742,
      },
    ],
  },
  {
    slug: "beurre-corps",
    collections: ["soin-du-corps"],
    title: { fr: "Beurre corporel au karité", en: "Shea Body Butter" },
    summary: {
      fr: "Un pot dense, à faire fondre dans la paume.",
      en: "A dense pot, to melt in the palm.",
    },
    description: {
      fr: "Du karité fouetté avec de l’huile d’olive, jusqu’à tenir comme une chantilly. Il fond au contact de la main et laisse la peau satinée.\n\nLe pot est en verre, le couvercle en bois : une fois vide, il accueille très bien les boutons ou le gros sel.",
      en: "Shea whipped with olive oil until it holds like Chantilly cream. It melts against the hand and leaves a satin finish on the skin.\n\nThe pot is glass and the lid is wood: once empty, it is very good for buttons or coarse salt.",
    },
    details: {
      fr: "Ingrédients (INCI) : Butyrospermum Parkii Butter, Olea Europaea Fruit Oil, Prunus Amygdalus Dulcis Oil, Cera Alba, Parfum, Tocopherol.",
      en: "Ingredients (INCI): Butyrospermum Parkii Butter, Olea Europaea Fruit Oil, Prunus Amygdalus Dulcis Oil, Cera Alba, Parfum, Tocopherol.",
    },
    vatBps: 2000,
    pictures: [
      {
        file: "beurre-corps",
        alt: {
          fr: "Pot de beurre corporel fermé par un couvercle en bois",
          en: "Pot of body butter closed with a wooden lid",
        },
        width: 960,
        height: 960,
      },
      {
        file: "beurre-corps-2",
        alt: {
          fr: "Pot ouvert montrant le beurre de karité fouetté, couvercle posé à côté",
          en: "Open pot showing whipped shea butter, lid resting beside it",
        },
        width: 960,
        height: 960,
      },
    ],
    options: [],
    variants: [
      {
        sku: "GAR-BEU-200", optionValues: [], priceMinor: 2450,
        grams: 395, netContent: { amount: 200, unit: "ml" }, stock: 88, cvMinor: 1430, bvMinor: 2042,
      },
    ],
  },
  {
    slug: "huile-corps",
    collections: ["soin-du-corps"],
    title: { fr: "Huile sèche pour le corps", en: "Dry Body Oil" },
    summary: {
      fr: "Amande, noyau d’abricot, un fini sans film.",
      en: "Almond and apricot kernel, with no greasy film.",
    },
    description: {
      fr: "Deux huiles pressées à froid, amande douce et noyau d’abricot, assemblées pour leur légèreté. Elle se pose sur peau humide et ne marque pas les vêtements.\n\nLe flacon ambré la garde de la lumière. Quelques gouttes suffisent aussi pour les pointes des cheveux.",
      en: "Two cold-pressed oils, sweet almond and apricot kernel, blended for their lightness. Apply on damp skin; it leaves no mark on clothes.\n\nThe amber bottle keeps it from the light. A few drops also do for the ends of the hair.",
    },
    details: {
      fr: "Ingrédients (INCI) : Prunus Amygdalus Dulcis Oil, Prunus Armeniaca Kernel Oil, Coco-Caprylate, Parfum, Tocopherol, Linalool.",
      en: "Ingredients (INCI): Prunus Amygdalus Dulcis Oil, Prunus Armeniaca Kernel Oil, Coco-Caprylate, Parfum, Tocopherol, Linalool.",
    },
    vatBps: 2000,
    pictures: [
      {
        file: "huile-corps",
        alt: {
          fr: "Flacon ambré d’huile sèche à bouchon noir",
          en: "Amber bottle of dry body oil with a black cap",
        },
        width: 960,
        height: 960,
      },
    ],
    options: [],
    variants: [
      {
        sku: "GAR-HUI-100", optionValues: [], priceMinor: 2490, previousPriceMinor: 2890,
        grams: 240, netContent: { amount: 100, unit: "ml" }, stock: 64, cvMinor: 1450, bvMinor: 2075,
      },
    ],
  },
  {
    slug: "gommage-sucre",
    collections: ["soin-du-corps"],
    title: { fr: "Gommage au sucre", en: "Sugar Scrub" },
    summary: {
      fr: "Du sucre blond, de l’huile, un peu d’écorce d’orange.",
      en: "Blond sugar, oil and a little orange peel.",
    },
    description: {
      fr: "Un gommage court en ingrédients : sucre de canne, huile de tournesol, écorce d’orange séchée et moulue. Les grains fondent à l’eau tiède, il n’y a qu’à rincer.\n\nUne fois par semaine, sous la douche, avant l’huile ou le lait.",
      en: "A scrub with few ingredients: cane sugar, sunflower oil, dried and ground orange peel. The grains melt in warm water; all you do is rinse.\n\nOnce a week in the shower, before the oil or the milk.",
    },
    details: {
      fr: "Ingrédients (INCI) : Sucrose, Helianthus Annuus Seed Oil, Citrus Aurantium Dulcis Peel Powder, Parfum, Tocopherol, Limonene.",
      en: "Ingredients (INCI): Sucrose, Helianthus Annuus Seed Oil, Citrus Aurantium Dulcis Peel Powder, Parfum, Tocopherol, Limonene.",
    },
    vatBps: 2000,
    pictures: [
      {
        file: "gommage-sucre",
        alt: {
          fr: "Pot bas de gommage au sucre blond, ouvert, avec une cuillère en bois",
          en: "Low open jar of blond sugar scrub with a wooden spoon",
        },
        width: 960,
        height: 960,
      },
    ],
    options: [],
    variants: [
      {
        sku: "GAR-GOM-250", optionValues: [], priceMinor: 1890,
        grams: 390, netContent: { amount: 250, unit: "g" }, stock: 72, cvMinor: 1100, bvMinor: 1575,
      },
    ],
  },
  {
    slug: "sels-de-bain",
    collections: ["soin-du-corps"],
    title: { fr: "Sels de bain à la lavande", en: "Lavender Bath Salts" },
    summary: {
      fr: "Gros sel de mer et fleurs de lavande, sous bouchon de liège.",
      en: "Coarse sea salt and lavender flowers under a cork.",
    },
    description: {
      fr: "Du gros sel de Méditerranée, des fleurs de lavandin séchées à l’ombre, et c’est tout. On en verse une poignée sous le robinet, l’eau se parfume en montant.\n\nLe bocal de verre et son liège se remplissent à nouveau.",
      en: "Coarse Mediterranean salt, lavandin flowers dried in the shade, and that is all. Pour a handful under the tap and the water takes the scent as it rises.\n\nThe glass jar and its cork can be filled again.",
    },
    details: {
      fr: "Ingrédients (INCI) : Maris Sal, Lavandula Hybrida Flower, Lavandula Hybrida Oil, Linalool. Sol glissant : rincer la baignoire après usage.",
      en: "Ingredients (INCI): Maris Sal, Lavandula Hybrida Flower, Lavandula Hybrida Oil, Linalool. Slippery floor: rinse the bath after use.",
    },
    vatBps: 2000,
    pictures: [
      {
        file: "sels-de-bain",
        alt: {
          fr: "Bocal de sels de bain à la lavande fermé par un liège",
          en: "Jar of lavender bath salts closed with a cork",
        },
        width: 960,
        height: 960,
      },
    ],
    options: [],
    variants: [
      {
        sku: "GAR-SEL-350", optionValues: [], priceMinor: 1490,
        grams: 560, netContent: { amount: 350, unit: "g" }, stock: 95, cvMinor: 870, bvMinor: 1242,
      },
    ],
  },
];
