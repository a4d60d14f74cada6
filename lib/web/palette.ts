import "server-only";
import { readCompany } from "@/lib/company/queries";
import { listAllProducts } from "@/lib/catalog/editing/queries";
import { bare } from "@/lib/catalog/rules";
import { type Locale, localized } from "@/lib/kernel/locale";
import { formatMoney } from "@/lib/kernel/money";
import { listMembers, listOrders } from "@/lib/office/queries";
import { db } from "./database";
import { operatorWith } from "./viewer";
import { OFFICE_ADDRESSES } from "./office-pages";
import { hasRight } from "@/lib/access/rules";
import { officeRole } from "./viewer";
import { words } from "./words";

/** Something to go to: below the shop's root. */
export type Found = { readonly kind: "page" | "order" | "member" | "product"; readonly to: string; readonly name: string; readonly more: string };

const EACH = 6;

/** Pages, orders, members and products that what was typed could mean, of those that the reader may see; null for everybody who is no operator. */
export async function findAnything(typed: string, locale: Locale): Promise<readonly Found[] | null> {
  const role = await officeRole();
  if (role === null) return null;
  const text = typed.trim();
  const t = words(locale, "office");
  const pages = OFFICE_ADDRESSES.filter(({ right }) => right === null || hasRight(role, right)).map(({ name, to }): Found => ({ kind: "page", to, name: t(`go.${name}`), more: "" }));
  const wanted = bare(text);
  const near = pages.filter(({ name }) => wanted === "" || bare(name).includes(wanted));
  if (text.length < 2) return near;
  const [orders, members, products] = await Promise.all([ordersLike(text, locale), membersLike(text), productsLike(text, locale)]);
  return [...near.slice(0, EACH), ...orders, ...members, ...products];
}

async function ordersLike(search: string, locale: Locale): Promise<Found[]> {
  const by = await operatorWith("orders");
  if (!by) return [];
  const { currency } = await readCompany(db());
  const { rows } = await listOrders(db(), by, { search, currency, limit: EACH });
  return rows.map(({ number, name, total }) => ({ kind: "order", to: `office/orders/${number}`, name: number, more: [name, formatMoney(total, locale)].filter(Boolean).join(", ") }));
}

async function membersLike(search: string): Promise<Found[]> {
  const by = await operatorWith("members");
  if (!by) return [];
  const { rows } = await listMembers(db(), by, { search, limit: EACH });
  return rows.map(({ id, firstName, lastName, email, handle }) => ({ kind: "member", to: `office/members/${id}`, name: `${firstName} ${lastName}`.trim() || (email ?? id), more: handle === null ? "" : `/${handle}` }));
}

async function productsLike(search: string, locale: Locale): Promise<Found[]> {
  if (!(await operatorWith("catalogue"))) return [];
  const rows = await listAllProducts(db(), { search, limit: EACH });
  return rows.map(({ slug, title }) => ({ kind: "product", to: `office/catalogue/${slug}`, name: localized(title, locale), more: "" }));
}
