/** The demo company and its catalogue: all of it invented for Cagnotte. Pictures: see pictures/README.md. */
import { SAVONS_1 } from "./catalogue/savons-1";
import { SAVONS_2 } from "./catalogue/savons-2";
import { SOIN_DU_CORPS } from "./catalogue/soin-du-corps";
import { SOIN_DU_VISAGE } from "./catalogue/soin-du-visage";
import { MAISON } from "./catalogue/maison";
import { THE_ET_EPICERIE } from "./catalogue/the-et-epicerie";
import { LINGE } from "./catalogue/linge";
import { COFFRETS } from "./catalogue/coffrets";
import type { SeedProduct } from "./catalogue/types";

export { COMPANY } from "./catalogue/company";
export { COLLECTIONS } from "./catalogue/collections";
export type {
  LocalText,
  SeedCollection,
  SeedCompany,
  SeedOption,
  SeedPicture,
  SeedProduct,
  SeedVariant,
} from "./catalogue/types";

export const PRODUCTS: readonly SeedProduct[] = [
  ...SAVONS_1,
  ...SAVONS_2,
  ...SOIN_DU_CORPS,
  ...SOIN_DU_VISAGE,
  ...MAISON,
  ...THE_ET_EPICERIE,
  ...LINGE,
  ...COFFRETS,
];
