"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { Icon } from "@/components/ui/icon";
import { walletStream } from "../live/address";
import { useLive, useOver } from "../live/live";
import { refreshPersonal, usePersonal } from "./personal";
import { ShopLink, type Standing } from "./shop-link";

/** News is written moments after the money that it is about: it is looked for a few times. */
const LOOK_AFTER_MS = [400, 1_500, 4_000, 10_000] as const;
const SHOWN_MAX = 99;

/** The bell of a signed-in reader, with how many notices they have not read; nothing for a visitor. It stands where nothing moves when it comes. */
export function Bell({ root, className, texts }: Standing & { readonly className: string; readonly texts: Readonly<Record<"label" | "unread", string>> }) {
  const { member, unread } = usePersonal()?.me ?? { member: null, unread: 0 };
  const stream = member === null ? null : walletStream(member);
  const [state, over, router] = [useLive(stream), useOver(stream), useRouter()];
  useEffect(() => {
    if (!over) return;
    // Signed out, here or from another device: what was theirs leaves the screen.
    void refreshPersonal();
    router.refresh();
  }, [over, router]);
  useEffect(() => {
    if (state === null) return;
    const timers = LOOK_AFTER_MS.map((after) => setTimeout(() => void refreshPersonal(), after));
    return () => timers.forEach(clearTimeout);
  }, [state]);
  if (member === null) return null;
  return (
    <ShopLink root={root} to="profile/notices" className={className}>
      <Icon name="bell" className="size-6" />
      <span className="sr-only">{texts.label}</span>
      {unread > 0 && (
        <span className="absolute top-0.5 right-0.5 grid min-w-5 place-items-center rounded-full bg-accent px-1 text-xs leading-5 font-medium text-paper tabular-nums">
          {Math.min(unread, SHOWN_MAX)}<span className="sr-only"> {texts.unread}</span>
        </span>
      )}
    </ShopLink>
  );
}

/** Has the page of notices drawn anew when the bell knows of more than it shows. */
export function FreshNotices({ drawn }: { readonly drawn: number }) {
  const router = useRouter();
  const unread = usePersonal()?.me?.unread ?? drawn;
  useEffect(() => {
    if (unread > drawn) router.refresh();
  }, [unread, drawn, router]);
  return null;
}

/** Stands on a page of a signed-in reader: whoever has just come in gets their bell without a new page. */
export function MemberHere() {
  useEffect(() => void refreshPersonal(), []);
  return null;
}
