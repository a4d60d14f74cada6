import "server-only";
import { pathIn } from "@/lib/kernel/address";
import type { Locale } from "@/lib/kernel/locale";
import { WITHDRAWAL_DAYS } from "@/lib/withdrawal/rules";
import { absolute } from "./links";

const at = (locale: Locale, path: `/${string}`): string => absolute(pathIn({ locale, handle: null }, path));

/** Structured data as the inside of a script: no `<` can end it. */
export function structured(...things: readonly object[]): string {
  return JSON.stringify(things.length === 1 ? { "@context": "https://schema.org", ...things[0] } : { "@context": "https://schema.org", "@graph": things }).replaceAll("<", "\\u003c");
}

type Named = { readonly name: string; readonly legalName: string; readonly address: string; readonly email: string; readonly phone: string; readonly vatNumber: string };

/** The company, as far as it has said who it is. Schema.org Organization */
export function organization({ name, legalName, address, email, phone, vatNumber }: Named): object {
  const said = Object.entries({ address: address.replaceAll("\n", ", "), email, telephone: phone, vatID: vatNumber }).filter(([, value]) => value !== "");
  return { "@type": "Organization", "@id": `${absolute("/")}#company`, name, legalName, url: absolute("/"), logo: absolute("/img/icon-512.png"), ...Object.fromEntries(said), hasMerchantReturnPolicy: returnPolicy() };
}

/** Fourteen days, by post, at the buyer's cost, everything back. Schema.org MerchantReturnPolicy */
function returnPolicy(): object {
  return {
    "@type": "MerchantReturnPolicy", "@id": `${absolute("/")}#returns`, applicableCountry: "FR", returnPolicyCategory: "https://schema.org/MerchantReturnFiniteReturnWindow",
    merchantReturnDays: WITHDRAWAL_DAYS, returnMethod: "https://schema.org/ReturnByMail", returnFees: "https://schema.org/ReturnFeesCustomerResponsibility",
    refundType: "https://schema.org/FullRefund", merchantReturnLink: absolute("/withdraw"),
  };
}

/** Where a page stands. Schema.org BreadcrumbList */
export function breadcrumb(locale: Locale, steps: readonly (readonly [name: string, path: `/${string}`])[]): object {
  return { "@type": "BreadcrumbList", itemListElement: steps.map(([name, path], n) => ({ "@type": "ListItem", position: n + 1, name, item: at(locale, path) })) };
}

/** A collection and the products that its first page shows, by their paths below the shop. Schema.org CollectionPage, ItemList */
export function collection(locale: Locale, slug: string, { title, summary, products }: { readonly title: string; readonly summary: string; readonly products: readonly string[] }): object {
  const url = at(locale, `/collections/${slug}`);
  return {
    "@type": "CollectionPage", "@id": `${url}#collection`, url, name: title, description: summary, inLanguage: locale,
    mainEntity: { "@type": "ItemList", numberOfItems: products.length, itemListElement: products.map((one, n) => ({ "@type": "ListItem", position: n + 1, url: at(locale, `/${one}`) })) },
  };
}

type Sold = {
  readonly title: string; readonly summary: string; readonly vendor: string;
  readonly pictures: readonly { readonly webp: string }[];
  readonly offers: readonly { readonly sku: string; readonly price: string; readonly currency: string; readonly inStock: boolean }[];
};

/** A product with an offer for each variant. Schema.org Product, Offer */
export function product(locale: Locale, slug: string, { title, summary, vendor, pictures, offers }: Sold): object {
  const url = at(locale, `/products/${slug}`);
  return {
    "@type": "Product", "@id": `${url}#product`, name: title, description: summary, image: pictures.map(({ webp }) => absolute(webp)),
    ...(vendor === "" ? {} : { brand: { "@type": "Brand", name: vendor } }),
    offers: offers.map(({ sku, price, currency, inStock }) => ({
      "@type": "Offer", sku, price, priceCurrency: currency, url, itemCondition: "https://schema.org/NewCondition",
      availability: `https://schema.org/${inStock ? "InStock" : "OutOfStock"}`, seller: { "@id": `${absolute("/")}#company` }, hasMerchantReturnPolicy: { "@id": `${absolute("/")}#returns` },
    })),
  };
}
