import type { SeedProduct } from "./types";

export const THE_ET_EPICERIE: readonly SeedProduct[] = [
  {
    slug: "the-de-l-apres-midi",
    collections: ["the-et-epicerie"],
    title: { fr: "Thé de l’après-midi", en: "Afternoon Tea" },
    summary: {
      fr: "Une boîte de cent grammes, deux mélanges de saison.",
      en: "A hundred-gram tin in two seasonal blends.",
    },
    description: {
      fr: "Un thé vert à la verveine pour les jours chauds, un thé noir aux agrumes pour les autres. Les feuilles sont entières et les zestes coupés à la main.\n\nComptez une cuillerée par tasse, trois minutes pour le vert, quatre pour le noir. La boîte ferme bien et se garde longtemps.",
      en: "A green tea with verbena for warm days, a black tea with citrus for the others. The leaves are whole and the peel is cut by hand.\n\nOne spoonful a cup, three minutes for the green, four for the black. The tin closes well and keeps for years.",
    },
    details: {
      fr: "Verveine : thé vert 80 %, verveine 20 %. Agrumes : thé noir 88 %, écorces d’orange et de citron 11 %, arôme naturel de bergamote. À conserver au sec.",
      en: "Verbena: green tea 80%, verbena 20%. Citrus: black tea 88%, orange and lemon peel 11%, natural bergamot flavouring. Keep dry.",
    },
    vatBps: 550,
    pictures: [
      {
        file: "the-de-l-apres-midi",
        alt: {
          fr: "Boîte à thé vert sauge, thé vert à la verveine",
          en: "Sage-green tea tin, green tea with verbena",
        },
        width: 960,
        height: 960,
        variantSku: "GAR-THE-VER",
      },
      {
        file: "the-de-l-apres-midi-agrumes",
        alt: {
          fr: "Boîte à thé orange brûlé, thé noir aux agrumes",
          en: "Burnt-orange tea tin, black tea with citrus",
        },
        width: 960,
        height: 960,
        variantSku: "GAR-THE-AGR",
      },
      {
        file: "the-de-l-apres-midi-2",
        alt: {
          fr: "Boîte à thé et tasse de thé fumé sur une table claire",
          en: "Tea tin with a cup of tea on a pale table",
        },
        width: 960,
        height: 960,
      },
    ],
    options: [
      {
        name: { fr: "Mélange", en: "Blend" },
        values: [
          { fr: "Vert, verveine", en: "Green, verbena" },
          { fr: "Noir, agrumes", en: "Black, citrus" },
        ],
      },
    ],
    variants: [
      {
        sku: "GAR-THE-VER", optionValues: [0], priceMinor: 1450,
        grams: 190, netContent: { amount: 100, unit: "g" }, stock: 135, cvMinor: 685, bvMinor: 1374,
      },
      {
        sku: "GAR-THE-AGR", optionValues: [1], priceMinor: 1450,
        grams: 190, netContent: { amount: 100, unit: "g" }, stock: 104, cvMinor: 685, bvMinor: 1374,
      },
    ],
  },
  {
    slug: "miel-de-garrigue",
    collections: ["the-et-epicerie"],
    title: { fr: "Miel de garrigue", en: "Garrigue Honey" },
    summary: {
      fr: "Thym, romarin, ciste : un miel ambré, récolté en juin.",
      en: "Thyme, rosemary, rockrose: an amber honey gathered in June.",
    },
    description: {
      fr: "Nos deux apiculteurs posent leurs ruches dans la garrigue au printemps et n’y touchent plus jusqu’à la Saint-Jean. Le miel est filtré à froid, mis en pot, sans mélange.\n\nIl cristallise en hiver, c’est bon signe : quelques minutes au bain-marie et il redevient liquide.",
      en: "Our two beekeepers set their hives in the garrigue in spring and leave them alone until midsummer. The honey is cold filtered, potted and never blended.\n\nIt crystallises in winter, which is a good sign: a few minutes in a warm water bath and it runs again.",
    },
    details: {
      fr: "Miel de France (Alpes-de-Haute-Provence). Ne pas donner aux enfants de moins d’un an.",
      en: "Honey from France (Alpes-de-Haute-Provence). Not for children under one year.",
    },
    vatBps: 550,
    pictures: [
      {
        file: "miel-de-garrigue",
        alt: {
          fr: "Pot de miel ambré à couvercle doré",
          en: "Jar of amber honey with a golden lid",
        },
        width: 960,
        height: 960,
      },
      {
        file: "miel-de-garrigue-2",
        alt: {
          fr: "Pot de miel ouvert et cuillère à miel en bois",
          en: "Open honey jar and wooden honey dipper",
        },
        width: 960,
        height: 960,
      },
    ],
    options: [
      {
        name: { fr: "Format", en: "Format" },
        values: [
          { fr: "250 g", en: "250 g" },
          { fr: "500 g", en: "500 g" },
        ],
      },
    ],
    variants: [
      {
        sku: "GAR-MIE-250", optionValues: [0], priceMinor: 890,
        grams: 420, netContent: { amount: 250, unit: "g" }, stock: 150, cvMinor: 420, bvMinor: 844,
      },
      {
        sku: "GAR-MIE-500", optionValues: [1], priceMinor: 1590,
        grams: 760, netContent: { amount: 500, unit: "g" }, stock: 92, cvMinor: 755, bvMinor: 1507,
      },
    ],
  },
  {
    slug: "huile-d-olive",
    collections: ["the-et-epicerie"],
    title: { fr: "Huile d’olive vierge extra", en: "Extra Virgin Olive Oil" },
    summary: {
      fr: "Aglandau et bouteillan, première pression à froid.",
      en: "Aglandau and bouteillan olives, first cold pressing.",
    },
    description: {
      fr: "Deux variétés cueillies à la main en novembre, pressées dans la journée au moulin du village. L’huile est verte, un peu poivrée, longue en bouche.\n\nGardez-la loin de la lumière et sortez-la pour les tomates, le poisson, ou une tranche de pain.",
      en: "Two varieties picked by hand in November and pressed the same day at the village mill. The oil is green, slightly peppery and long on the palate.\n\nKeep it away from light and bring it out for tomatoes, fish or a slice of bread.",
    },
    details: {
      fr: "Huile d’olive vierge extra, origine France. Huile d’olive de catégorie supérieure obtenue directement des olives et uniquement par des procédés mécaniques.",
      en: "Extra virgin olive oil, origin France. Superior category olive oil obtained directly from olives and solely by mechanical means.",
    },
    vatBps: 550,
    pictures: [
      {
        file: "huile-d-olive",
        alt: {
          fr: "Bouteille vert foncé d’huile d’olive et rameau d’olivier",
          en: "Dark green bottle of olive oil with an olive branch",
        },
        width: 960,
        height: 960,
      },
    ],
    options: [],
    variants: [
      {
        sku: "GAR-OLI-500", optionValues: [], priceMinor: 1890,
        grams: 930, netContent: { amount: 500, unit: "ml" }, stock: 84, cvMinor: 895, bvMinor: 1791,
      },
    ],
  },
  {
    slug: "croquants-aux-amandes",
    collections: ["the-et-epicerie"],
    title: { fr: "Croquants aux amandes", en: "Almond Croquants" },
    summary: {
      fr: "Des biscuits qui craquent, pour aller avec le thé.",
      en: "Biscuits with a good snap, to go with the tea.",
    },
    description: {
      fr: "Farine, sucre, œufs, amandes entières de Provence : une recette de grand-mère que nous n’avons pas osé changer. Ils sont cuits deux fois, la seconde à four ouvert.\n\nÀ tremper sans hésiter. La boîte en métal les garde craquants deux bonnes semaines.",
      en: "Flour, sugar, eggs and whole Provence almonds: a grandmother’s recipe we did not dare to change. They are baked twice, the second time with the oven door ajar.\n\nMade for dunking. The metal tin keeps them crisp for a good fortnight.",
    },
    details: {
      fr: "Farine de BLÉ, sucre, AMANDES 25 %, ŒUFS, miel, eau de fleur d’oranger, sel. Peut contenir d’autres fruits à coque.",
      en: "WHEAT flour, sugar, ALMONDS 25%, EGGS, honey, orange blossom water, salt. May contain other nuts.",
    },
    vatBps: 550,
    pictures: [
      {
        file: "croquants-aux-amandes",
        alt: {
          fr: "Boîte en métal ocre de croquants et biscuits posés devant",
          en: "Ochre metal tin of croquants with biscuits in front",
        },
        width: 960,
        height: 960,
      },
    ],
    options: [],
    variants: [
      {
        sku: "GAR-CRO-180", optionValues: [], priceMinor: 990,
        grams: 290, netContent: { amount: 180, unit: "g" }, stock: 118, cvMinor: 470, bvMinor: 938,
      },
    ],
  },
];
