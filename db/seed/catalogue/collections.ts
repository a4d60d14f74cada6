import type { SeedCollection } from "./types";

export const COLLECTIONS: readonly SeedCollection[] = [
  {
    slug: "savons",
    title: { fr: "Savons", en: "Soaps" },
    summary: {
      fr: "Coulés, coupés, estampillés : tout commence au savon.",
      en: "Poured, cut, stamped: everything starts with soap.",
    },
    picture: {
      file: "savons",
      alt: {
        fr: "Savons Garidelle de plusieurs couleurs et brosse en bois",
        en: "Garidelle soaps in several colours and a wooden brush",
      },
      width: 960,
      height: 720,
    },
  },
  {
    slug: "soin-du-corps",
    title: { fr: "Soin du corps", en: "Body care" },
    summary: {
      fr: "Laits, beurres et huiles aux textures simples.",
      en: "Milks, butters and oils with simple textures.",
    },
    picture: {
      file: "soin-du-corps",
      alt: {
        fr: "Flacon pompe, pot et tube de soin du corps",
        en: "Pump bottle, pot and tube of body care",
      },
      width: 960,
      height: 720,
    },
  },
  {
    slug: "soin-du-visage",
    title: { fr: "Soin du visage", en: "Face care" },
    summary: {
      fr: "Peu de gestes, peu de flacons, de la rose.",
      en: "Few gestures, few bottles, and roses.",
    },
    picture: {
      file: "soin-du-visage",
      alt: {
        fr: "Crème, sérum et eau de rose sur fond rose poudré",
        en: "Cream, serum and rose water on a powder-pink background",
      },
      width: 960,
      height: 720,
    },
  },
  {
    slug: "maison",
    title: { fr: "Maison et bougies", en: "Home and candles" },
    summary: {
      fr: "De quoi parfumer une pièce et ralentir un soir.",
      en: "Enough to scent a room and slow an evening.",
    },
    picture: {
      file: "maison",
      alt: {
        fr: "Bougies et diffuseur de parfum sur fond terre cuite",
        en: "Candles and a reed diffuser on a terracotta background",
      },
      width: 960,
      height: 720,
    },
  },
  {
    slug: "the-et-epicerie",
    title: { fr: "Thé et épicerie", en: "Tea and pantry" },
    summary: {
      fr: "La table de quatre heures : thé, miel, croquants.",
      en: "The four o’clock table: tea, honey, croquants.",
    },
    picture: {
      file: "the-et-epicerie",
      alt: {
        fr: "Boîte à thé, pot de miel et bouteille d’huile d’olive",
        en: "Tea tin, honey jar and bottle of olive oil",
      },
      width: 960,
      height: 720,
    },
  },
  {
    slug: "linge",
    title: { fr: "Linge", en: "Linens" },
    summary: {
      fr: "Du coton et du lin, lavés avant vous.",
      en: "Cotton and linen, washed before you.",
    },
    picture: {
      file: "linge",
      alt: {
        fr: "Serviettes pliées, torchon et pochon de coton",
        en: "Folded towels, tea towel and cotton bag",
      },
      width: 960,
      height: 720,
    },
  },
];
