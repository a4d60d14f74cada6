import type { SeedProduct } from "./types";

export const COFFRETS: readonly SeedProduct[] = [
  {
    slug: "coffret-garidelle",
    collections: ["soin-du-corps", "savons"],
    title: { fr: "Coffret Garidelle", en: "The Garidelle Gift Box" },
    summary: {
      fr: "Notre maison dans une boîte : savon, crème, bougie, torchon.",
      en: "Our house in a box: soap, cream, candle, tea towel.",
    },
    description: {
      fr: "Un savon à la lavande, une crème mains à l’amande, une bougie de voyage et un torchon de lin, calés dans du papier froissé. La boîte est recouverte d’un papier teinté et nouée d’un ruban de coton.\n\nNous pouvons y glisser un mot de votre part : écrivez-le dans le champ prévu à la commande.",
      en: "A lavender soap, an almond hand cream, a travel candle and a linen tea towel, nested in crumpled paper. The box is covered in tinted paper and tied with a cotton ribbon.\n\nWe can add a note from you: write it in the field provided at checkout.",
    },
    details: {
      fr: "Contenu : savon 100 g, crème mains 75 ml, bougie de voyage 80 g, torchon 50 × 70 cm. Boîte réutilisable 26 × 20 × 9 cm.",
      en: "Contents: 100 g soap, 75 ml hand cream, 80 g travel candle, 50 × 70 cm tea towel. Reusable box 26 × 20 × 9 cm.",
    },
    vatBps: 2000,
    pictures: [
      {
        file: "coffret-garidelle",
        alt: {
          fr: "Coffret cadeau vert sauge noué d’un ruban de coton",
          en: "Sage-green gift box tied with a cotton ribbon",
        },
        width: 960,
        height: 960,
      },
      {
        file: "coffret-garidelle-2",
        alt: {
          fr: "Coffret ouvert : savon, crème, bougie et torchon",
          en: "Open gift box: soap, cream, candle and tea towel",
        },
        width: 960,
        height: 960,
      },
    ],
    options: [],
    variants: [
      {
        sku: "GAR-COF-001", optionValues: [], priceMinor: 4900,
        grams: 860, netContent: { amount: 1, unit: "piece" }, stock: 60, cvMinor: 2860, bvMinor: 4083,
      },
    ],
  },
  {
    slug: "coffret-fete",
    collections: ["maison", "the-et-epicerie"],
    title: { fr: "Grand coffret de fête", en: "Grand Celebration Box" },
    summary: {
      fr: "Bougie, diffuseur, thé et croquants, dans un grand coffret de bois.",
      en: "Candle, diffuser, tea and croquants in a large wooden box.",
    },
    description: {
      fr: "Pour une crémaillère ou pour remercier tout le monde d’un coup : une bougie au figuier, le diffuseur au thym, un thé vert à la verveine et une boîte de croquants.\n\nLe coffret est en peuplier, avec un couvercle coulissant gravé. Il sert ensuite de boîte à outils, nous avons vérifié.",
      en: "For a house-warming, or to thank everybody at once: a fig tree candle, the thyme diffuser, a green tea with verbena and a tin of croquants.\n\nThe box is poplar with an engraved sliding lid. It makes a good toolbox afterwards; we checked.",
    },
    details: {
      fr: "Contenu : bougie 180 g, diffuseur 200 ml, thé 100 g, croquants 180 g. Contient BLÉ, AMANDES, ŒUFS. Coffret en peuplier 34 × 24 × 12 cm.",
      en: "Contents: 180 g candle, 200 ml diffuser, 100 g tea, 180 g croquants. Contains WHEAT, ALMONDS, EGGS. Poplar box 34 × 24 × 12 cm.",
    },
    vatBps: 2000,
    pictures: [
      {
        file: "coffret-fete",
        alt: {
          fr: "Grand coffret de bois ouvert garni d’une bougie, d’un diffuseur, de thé et de biscuits",
          en: "Large open wooden box holding a candle, a diffuser, tea and biscuits",
        },
        width: 960,
        height: 960,
      },
    ],
    options: [],
    variants: [
      {
        sku: "GAR-COF-FET", optionValues: [], priceMinor: 8900,
        grams: 2350, netContent: { amount: 1, unit: "piece" }, stock: 22, cvMinor: 5190, bvMinor: 7417,
      },
    ],
  },
];
