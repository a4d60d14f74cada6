import type { Readable } from "node:stream";
import type { CatalogChanges } from "@/lib/catalog/types";
import type { FetchSettings } from "@/lib/gateway/pictures/fetch";
import type { ProductFileProblem, ProductFileReason } from "@/lib/gateway/shopify/problem";
import type { Currency } from "@/lib/kernel/money";

export type ImportReason = ProductFileReason | "sku_taken";
export type ImportProblem = Omit<ProductFileProblem, "reason"> & {
  readonly reason: ImportReason;
  /** The product that has the SKU. */
  readonly owner: string | null;
};

export type ImportSettings = {
  /** Opens the file from its start; it is read twice. */
  readonly open: (step: "check" | "write") => Readable;
  readonly currency: Currency;
  /** The VAT rate of taxable goods, basis points. */
  readonly vatBps: number;
  /** Import the good products of a file that has bad ones. */
  readonly skipBad: boolean;
  /** Say what would change and write nothing. */
  readonly dryRun: boolean;
  readonly at: Date;
};

export type ImportReport = {
  /** `refused`: nothing was written because of the problems. `rehearsed`: nothing was written because nothing should be. */
  readonly outcome: "imported" | "rehearsed" | "refused";
  /** The first ones in order of line, at most `PROBLEMS_KEPT`. */
  readonly problems: readonly ImportProblem[];
  readonly problemsTotal: number;
  readonly productsGood: number;
  readonly productsBad: number;
  readonly changes: CatalogChanges;
  readonly collectionsCreated: number;
  /** The file has compare-at prices, which are not taken over. */
  readonly compareAt: boolean;
  /** The addresses of the good products. */
  readonly slugs: ReadonlySet<string>;
};

export type PictureSettings = {
  /** The media folder. */
  readonly dir: string;
  /** Null: draw only. */
  readonly fetch: FetchSettings | null;
  /** The products whose pictures are wanted. */
  readonly slugs: ReadonlySet<string>;
  /** Called after each picture that was looked at. */
  readonly onPicture?: () => void;
};

export type PictureReport = {
  readonly fetched: number;
  /** Has an address that gave no picture: a drawn one stands in. */
  readonly notFetched: number;
  /** Has no address at all: a drawn one stands in. */
  readonly withoutAddress: number;
};
