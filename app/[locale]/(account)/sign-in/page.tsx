import type { Metadata } from "next";
import { rootAt } from "@/lib/kernel/address";
import { localeOf } from "@/lib/web/place";
import { words } from "@/lib/web/words";
import { SignInPanel } from "./_components/sign-in-panel";

const root = rootAt(1);

type Props = { readonly params: Promise<{ readonly locale: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: words(await localeOf(params), "account")("signIn.title"), robots: { index: false } };
}

/** The same page for everybody, so it is prerendered. */
export default async function SignInPage({ params }: Props) {
  return <SignInPanel locale={await localeOf(params)} root={root} here="sign-in" />;
}
