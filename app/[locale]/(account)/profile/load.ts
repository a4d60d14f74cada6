import "server-only";
import { findFactor } from "@/lib/access/factor/queries";
import { findPasswordDate } from "@/lib/access/password/queries";
import { type Device, listDevices } from "@/lib/access/queries";
import { readCompany } from "@/lib/company/queries";
import { findMember, findShopOf } from "@/lib/members/queries";
import { portraitSource } from "@/lib/members/rules";
import { findApplication, isOpenToApplications } from "@/lib/membership/applications/queries";
import type { Application } from "@/lib/membership/applications/types";
import { listUnwanted } from "@/lib/notify/bell/queries";
import type { ChoiceName } from "@/lib/notify/bell/types";
import { db } from "@/lib/web/database";
import { now } from "@/lib/web/time";
import { viewer } from "@/lib/web/viewer";

export type ProfileView = {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly handle: string;
  readonly picture: string | null;
  readonly passwordSince: Date | null;
  readonly devices: readonly (Device & { readonly here: boolean })[];
  /** Null without a confirmed second factor; else how many recovery codes are left. */
  readonly recoveryLeft: number | null;
  readonly unwanted: ReadonlySet<ChoiceName>;
  /** Whether this customer may ask to become a distributor, and what became of it. */
  readonly application: { readonly open: boolean; readonly last: Application | null } | null;
  readonly timeZone: string;
};

/** What the profile shows; null for a visitor. */
export async function loadProfile(): Promise<ProfileView | null> {
  const open = await viewer();
  const { who } = open ?? {};
  const member = who && (await findMember(db(), who.id));
  if (!open || !who || !member) return null;
  const [shop, passwordSince, devices, factor, unwanted, { timeZone }, openTo, last] = await Promise.all([
    findShopOf(db(), who.id), findPasswordDate(db(), who.id), listDevices(db(), who.id, now()), findFactor(db(), who.id), listUnwanted(db(), who.id), readCompany(db()),
    isOpenToApplications(db()), findApplication(db(), who.id),
  ]);
  return {
    firstName: member.firstName, lastName: member.lastName, email: member.email ?? "", handle: who.handle,
    picture: shop?.picture ? portraitSource(shop.picture) : null,
    passwordSince, devices: devices.map((device) => ({ ...device, here: device.hash === open.session })),
    recoveryLeft: factor?.confirmedAt ? factor.recoveryLeft : null,
    unwanted, application: who.role === "customer" && (openTo || last !== null) ? { open: openTo, last } : null, timeZone,
  };
}
