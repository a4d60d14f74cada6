import type { NextRequest } from "next/server";
import { readCompany } from "@/lib/company/queries";
import { parseId } from "@/lib/kernel/id";
import { findWallets } from "@/lib/ledger/queries";
import type { Wallet } from "@/lib/ledger/types";
import { findMember } from "@/lib/members/queries";
import { answer } from "@/lib/web/api/call";
import { db } from "@/lib/web/database";

type Context = { readonly params: Promise<{ readonly id: string }> };
const pot = ({ available, held, balance }: Wallet) => ({ availableMinor: Number(available.minor), heldMinor: Number(held.minor), balanceMinor: Number(balance.minor) });

/** A member's two wallets as they stand now. */
export async function GET(request: NextRequest, { params }: Context): Promise<Response> {
  const { id } = await params;
  return answer(request, { scope: "wallets:read" }, async () => {
    const member = parseId("member", id);
    if (!member || !(await findMember(db(), member))) return { refused: { status: 404, type: "unknown-member", title: "There is no such member" } };
    const { currency } = await readCompany(db());
    const { credit, earnings } = await findWallets(db(), member, currency);
    return { status: 200, body: { memberId: member, currency, credit: pot(credit), earnings: pot(earnings) } };
  });
}
