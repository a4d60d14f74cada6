import { newStripeId } from "./book";
import { inSteps } from "./currency";
import { invalid, missing, refused } from "./faults";
import { Fields, parseForm } from "./form";
import { html, page } from "./html";
import { type Answer, type Asked, route, type Routes, seeOther } from "./router";
import type { Sandbox } from "./sandbox";
import type { Account, Transfer } from "./types";

const LINK_LIFE_S = 300;

/** `POST /v1/accounts`: an express account that is empty until its person has filled it in. */
export function createAccount(sandbox: Sandbox, fields: Fields): Account {
  fields.only("type", "email", "capabilities", "metadata", "country");
  fields.oneOf("type", ["express"]);
  const account: Account = {
    id: newStripeId("acct", 16), object: "account", type: "express", email: fields.text("email"), country: fields.text("country") ?? "FR", created: sandbox.now(),
    capabilities: { transfers: "inactive" }, details_submitted: false, charges_enabled: false, payouts_enabled: false, metadata: fields.below("metadata").metadata(),
  };
  sandbox.book.put("accounts", account);
  return account;
}

/** `POST /v1/account_links`: the address of the page on which the account is filled in. */
export function createAccountLink(sandbox: Sandbox, fields: Fields): object {
  fields.only("account", "type", "return_url", "refresh_url");
  const account = accountOf(sandbox, fields.required("account"));
  const [back, refresh] = [fields.required("return_url"), fields.required("refresh_url")];
  const created = sandbox.now();
  const ends = created + LINK_LIFE_S;
  const url = `${sandbox.url}/setup/e/${account.id}?${new URLSearchParams({ back, refresh, ends: String(ends) }).toString()}`;
  return { object: "account_link", created, expires_at: ends, url };
}

/** `POST /v1/transfers`: money of the company for an account that may receive it. */
export function createTransfer(sandbox: Sandbox, fields: Fields): Transfer {
  fields.only("amount", "currency", "destination", "transfer_group", "metadata", "description");
  const account = accountOf(sandbox, fields.required("destination"));
  const currency = fields.required("currency").toLowerCase();
  const amount = fields.integer("amount") ?? 0;
  if (amount < 1) throw invalid("This value must be greater than or equal to 1.", { code: "parameter_invalid_integer", param: "amount" });
  inSteps(amount, currency);
  if (account.capabilities.transfers !== "active") {
    throw refused("Your destination account needs to have at least one of the following capabilities enabled: transfers.", { code: "insufficient_capabilities_for_transfer" });
  }
  const transfer: Transfer = {
    id: newStripeId("tr"), object: "transfer", amount, amount_reversed: 0, created: sandbox.now(), currency, destination: account.id, livemode: false,
    metadata: fields.below("metadata").metadata(), reversed: false, transfer_group: fields.text("transfer_group"),
  };
  sandbox.book.put("transfers", transfer);
  sandbox.emit("transfer.created", transfer);
  return transfer;
}

/** Takes a transfer back wholly, as somebody does in the dashboard when it can't arrive. */
export function reverseTransfer(sandbox: Sandbox, transfer: Transfer): Transfer {
  if (transfer.reversed) return transfer;
  const back: Transfer = { ...transfer, amount_reversed: transfer.amount, reversed: true };
  sandbox.book.put("transfers", back);
  sandbox.emit("transfer.reversed", back, { amount_reversed: 0, reversed: false });
  return back;
}

function accountOf(sandbox: Sandbox, id: string): Account {
  const account = sandbox.book.find("accounts", id);
  if (account === null) throw missing("account", id);
  return account;
}

/** The hosted page that stands for Stripe's onboarding: one button fills everything in. Null when the address is another. */
export function payeePages(sandbox: Sandbox): (asked: Asked) => Answer | null {
  const routes: Routes<Answer> = {
    "GET /setup/e/:id": (asked) => opened(sandbox, asked, () => page(200, html`<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${sandbox.company}</title><link rel="stylesheet" href="/assets/pay.css"></head>
<body><main><h1>${sandbox.company}</h1><p>Bac à sable : vos coordonnées bancaires. Sandbox: your bank details.</p><form method="post"><button type="submit">Continuer / Continue</button></form></main></body></html>`)),
    "POST /setup/e/:id": (asked) => opened(sandbox, asked, (account, back) => {
      sandbox.book.put("accounts", { ...account, details_submitted: true, payouts_enabled: true, capabilities: { transfers: "active" } });
      return seeOther(back);
    }),
  };
  return (asked) => {
    const found = route(routes, asked);
    return found && found.handler({ ...asked, params: found.params });
  };
}

function opened(sandbox: Sandbox, { params, query }: Asked, show: (account: Account, back: string) => Answer): Answer {
  const account = sandbox.book.find("accounts", params["id"] ?? "");
  const link = parseForm(query);
  if (account === null) return page(404, html`<!doctype html><title>?</title><p>No such account.</p>`);
  if ((link.integer("ends") ?? 0) < sandbox.now()) return seeOther(link.required("refresh"));
  return show(account, link.required("back"));
}
