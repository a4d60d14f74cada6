import type { SeedProduct } from "./types";

export const SAVONS_2: readonly SeedProduct[] = [
  {
    slug: "brosse-a-ongles",
    collections: ["savons", "maison"],
    title: { fr: "Brosse à ongles en hêtre", en: "Beech Nail Brush" },
    summary: {
      fr: "Du hêtre huilé, des soies claires, une bonne prise.",
      en: "Oiled beech, pale bristles, a good grip.",
    },
    description: {
      fr: "Un bloc de hêtre arrondi à la main, percé puis garni de soies végétales. Le bois est huilé deux fois avant de quitter l’atelier.\n\nRincez-la, secouez-la, posez-la soies vers le bas : elle vieillira bien.",
      en: "A block of beech rounded by hand, drilled and filled with plant bristles. The wood is oiled twice before it leaves the workshop.\n\nRinse it, shake it, leave it bristles down: it will age well.",
    },
    details: {
      fr: "Bois de hêtre, fibres de tampico, huile de lin. Longueur 10 cm. Ne pas laisser tremper.",
      en: "Beech wood, tampico fibre, linseed oil. Length 10 cm. Do not leave to soak.",
    },
    vatBps: 2000,
    pictures: [
      {
        file: "brosse-a-ongles",
        alt: {
          fr: "Brosse à ongles en bois clair aux soies blondes",
          en: "Pale wooden nail brush with blond bristles",
        },
        width: 960,
        height: 960,
      },
    ],
    options: [],
    variants: [
      {
        sku: "GAR-BRO-ONG", optionValues: [], priceMinor: 1190,
        grams: 85, netContent: { amount: 1, unit: "piece" }, stock: 70, cvMinor: 695, bvMinor: 992,
      },
    ],
  },
];
