import type { SeedProduct } from "./types";

export const LINGE: readonly SeedProduct[] = [
  {
    slug: "serviette-nid-d-abeille",
    collections: ["linge"],
    title: { fr: "Serviette nid d’abeille", en: "Waffle Towel" },
    summary: {
      fr: "Un coton léger qui boit vite et sèche vite.",
      en: "A light cotton that drinks fast and dries fast.",
    },
    description: {
      fr: "Tissée en nid d’abeille chez un tisserand de la vallée, lavée une première fois pour qu’elle soit souple dès le premier jour. Elle prend peu de place et sèche en une nuit.\n\nDeux tailles, trois couleurs teintes en fil : écru, lavande, terre cuite.",
      en: "Woven in a honeycomb by a mill in the valley and washed once so that it is soft from the very first day. It takes little room and dries overnight.\n\nTwo sizes, three yarn-dyed colours: ecru, lavender, terracotta.",
    },
    details: {
      fr: "100 % coton peigné, 260 g/m². Lavage à 60 °C, sans adoucissant.",
      en: "100% combed cotton, 260 gsm. Wash at 60 °C, no fabric softener.",
    },
    vatBps: 2000,
    pictures: [
      {
        file: "serviette-nid-d-abeille",
        alt: {
          fr: "Serviette nid d’abeille écrue pliée",
          en: "Folded ecru waffle towel",
        },
        width: 960,
        height: 960,
        variantSku: "GAR-SER-ECR-5090",
      },
      {
        file: "serviette-nid-d-abeille-lavande",
        alt: {
          fr: "Serviette nid d’abeille couleur lavande pliée",
          en: "Folded lavender waffle towel",
        },
        width: 960,
        height: 960,
        variantSku: "GAR-SER-LAV-5090",
      },
      {
        file: "serviette-nid-d-abeille-terre-cuite",
        alt: {
          fr: "Serviette nid d’abeille couleur terre cuite pliée",
          en: "Folded terracotta waffle towel",
        },
        width: 960,
        height: 960,
        variantSku: "GAR-SER-TER-5090",
      },
      {
        file: "serviette-nid-d-abeille-2",
        alt: {
          fr: "Trois serviettes pliées et empilées, écru, lavande et terre cuite",
          en: "Three folded towels stacked, ecru, lavender and terracotta",
        },
        width: 960,
        height: 960,
      },
    ],
    options: [
      {
        name: { fr: "Couleur", en: "Colour" },
        values: [
          { fr: "Écru", en: "Ecru" },
          { fr: "Lavande", en: "Lavender" },
          { fr: "Terre cuite", en: "Terracotta" },
        ],
      },
      {
        name: { fr: "Taille", en: "Size" },
        values: [
          { fr: "50 × 90 cm", en: "50 × 90 cm" },
          { fr: "70 × 140 cm", en: "70 × 140 cm" },
        ],
      },
    ],
    variants: [
      {
        sku: "GAR-SER-ECR-5090", optionValues: [0, 0], priceMinor: 2400,
        grams: 150, netContent: { amount: 1, unit: "piece" }, stock: 80, cvMinor: 1400, bvMinor: 2000,
      },
      {
        sku: "GAR-SER-ECR-7014", optionValues: [0, 1], priceMinor: 4500,
        grams: 310, netContent: { amount: 1, unit: "piece" }, stock: 42, cvMinor: 2625, bvMinor: 3750,
      },
      {
        sku: "GAR-SER-LAV-5090", optionValues: [1, 0], priceMinor: 2400,
        grams: 150, netContent: { amount: 1, unit: "piece" }, stock: 64, cvMinor: 1400, bvMinor: 2000,
      },
      {
        sku: "GAR-SER-LAV-7014", optionValues: [1, 1], priceMinor: 4500,
        grams: 310, netContent: { amount: 1, unit: "piece" }, stock: 0, cvMinor: 2625, bvMinor: 3750,
      },
      {
        sku: "GAR-SER-TER-5090", optionValues: [2, 0], priceMinor: 2400,
        grams: 150, netContent: { amount: 1, unit: "piece" }, stock: 51, cvMinor: 1400, bvMinor: 2000,
      },
      {
        sku: "GAR-SER-TER-7014", optionValues: [2, 1], priceMinor: 4500,
        grams: 310, netContent: { amount: 1, unit: "piece" }, stock: 27, cvMinor: 2625, bvMinor: 3750,
      },
    ],
  },
  {
    slug: "torchon-de-lin",
    collections: ["linge"],
    title: { fr: "Torchon de lin à rayures", en: "Striped Linen Tea Towel" },
    summary: {
      fr: "Lin lavé, une rayure bleue, une boucle pour l’accrocher.",
      en: "Washed linen, a blue stripe and a loop to hang it by.",
    },
    description: {
      fr: "Un lin cultivé et filé en Normandie, tissé avec une rayure bleue que l’on reconnaît de loin. Il essuie les verres sans peluche et s’adoucit de lavage en lavage.\n\nLa boucle est cousue dans l’ourlet : elle ne lâche pas.",
      en: "Linen grown and spun in Normandy, woven with a blue stripe you can tell from across the room. It dries glasses without lint and softens wash after wash.\n\nThe loop is sewn into the hem: it does not come off.",
    },
    details: {
      fr: "100 % lin, 50 × 70 cm. Lavage à 60 °C, séchage à l’air.",
      en: "100% linen, 50 × 70 cm. Wash at 60 °C, line dry.",
    },
    vatBps: 2000,
    pictures: [
      {
        file: "torchon-de-lin",
        alt: {
          fr: "Torchon de lin écru à rayures bleues, plié",
          en: "Folded ecru linen tea towel with blue stripes",
        },
        width: 960,
        height: 960,
      },
    ],
    options: [],
    variants: [
      {
        sku: "GAR-TOR-5070", optionValues: [], priceMinor: 1450, previousPriceMinor: 1690,
        grams: 120, netContent: { amount: 1, unit: "piece" }, stock: 96, cvMinor: 845, bvMinor: 1208,
      },
    ],
  },
  {
    slug: "pochon-de-coton",
    collections: ["linge"],
    title: { fr: "Pochon de coton", en: "Cotton Drawstring Bag" },
    summary: {
      fr: "Pour le savon en voyage, les amandes ou les billes.",
      en: "For travelling soap, almonds or marbles.",
    },
    description: {
      fr: "Un pochon de coton écru à cordon, imprimé de notre brin de garidelle. La couture est double et le fond assez large pour tenir debout.\n\nNous y glissons nos coffrets ; vous y mettrez ce que vous voudrez.",
      en: "An unbleached cotton drawstring bag printed with our garidelle sprig. The seam is double and the base wide enough to stand up.\n\nWe slip our gift sets into it; you will find your own use for it.",
    },
    details: {
      fr: "100 % coton écru, 22 × 30 cm, cordon de coton. Lavage à 40 °C.",
      en: "100% unbleached cotton, 22 × 30 cm, cotton cord. Wash at 40 °C.",
    },
    vatBps: 2000,
    pictures: [
      {
        file: "pochon-de-coton",
        alt: {
          fr: "Pochon de coton écru fermé par un cordon, imprimé Garidelle",
          en: "Unbleached cotton drawstring bag printed Garidelle",
        },
        width: 960,
        height: 960,
      },
    ],
    options: [],
    variants: [
      {
        sku: "GAR-POC-2230", optionValues: [], priceMinor: 490,
        grams: 55, netContent: { amount: 1, unit: "piece" }, stock: 400, cvMinor: 285, bvMinor: 408,
      },
    ],
  },
];
