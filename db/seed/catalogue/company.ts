import type { SeedCompany } from "./types";

export const COMPANY: SeedCompany = {
  name: "Garidelle",
  legalName: "Maison Garidelle",
  tagline: {
    fr: "Le soin des mains et de la maison, fait en Provence.",
    en: "Care for hands and home, made in Provence.",
  },
  story: {
    fr: "La garidelle est une petite fleur des champs de Provence, fine, discrète, que l’on ne trouve qu’en la cherchant. Nous lui avons pris son nom et un peu de sa manière.\n\nTout a commencé avec un chaudron de savon à l’huile d’olive, dans une ancienne magnanerie au pied de la montagne de Lure. Nous coulons, coupons et estampillons toujours nos savons sur place ; le miel, le thé et le linge viennent de voisins que nous connaissons par leur prénom.\n\nNous vendons de la main à la main, par des conseillères et des conseillers qui se servent eux-mêmes de ce qu’ils présentent. Ils vous diront ce qui vous ira, et parfois ce dont vous n’avez pas besoin.",
    en: "The garidelle is a small flower of the fields of Provence, fine and discreet, found only by those who look for it. We took its name and something of its manner.\n\nIt all began with a cauldron of olive oil soap, in an old silkworm house at the foot of the Lure mountain. We still pour, cut and stamp our soaps there; the honey, the tea and the linen come from neighbours we know by their first names.\n\nWe sell from hand to hand, through advisers who use what they show. They will tell you what will suit you, and sometimes what you do not need.",
  },
  address: {
    line1: "14 chemin des Restanques",
    postcode: "04230",
    city: "Saint-Étienne-les-Orgues",
    countryCode: "FR",
  },
  email: "bonjour@garidelle.example",
  domain: "garidelle.example",
  currency: "EUR",
  legal: {
    form: "SAS",
    capital: "20 000 €",
    registration: "RCS Manosque 000 000 000",
    vatNumber: "FR00 000000000",
    phone: "04 00 00 00 00",
    director: "Jeanne Garidel",
    host: "Hébergeur Exemple SAS, 1 rue des Serveurs, 69000 Lyon, 04 00 00 00 01",
    returnAddress: "",
    mediator: { name: "Médiation Exemple", address: "2 place de la Paix, 75000 Paris", url: "https://mediation.example" },
  },
  hero: {
    file: "hero",
    alt: {
      fr: "Savons, flacon pompe, bougie, boîte à thé et linge Garidelle réunis sur une table claire",
      en: "Garidelle soaps, pump bottle, candle, tea tin and linen gathered on a pale table",
    },
    width: 1920,
    height: 1056,
  },
};
