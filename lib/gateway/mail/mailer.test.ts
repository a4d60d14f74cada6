import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type MailCatcher, startMailCatcher } from "../../sandbox/mail/catcher";
import { createMailer, type Mail } from "./mailer";

const dir = mkdtempSync(path.join(tmpdir(), "cagnotte-mail-"));
let catcher: MailCatcher;
beforeAll(async () => {
  catcher = await startMailCatcher({ smtpPort: 0, webPort: 0, dir });
});
afterAll(async () => {
  await catcher.close();
  rmSync(dir, { recursive: true, force: true });
});

const mail: Mail = {
  to: "amelie@example.fr",
  subject: "Votre commande n° K7Q2 est confirmée : 10,00 € vous attendent",
  text: "Merci Amélie",
  html: "<p>Merci <b>Amélie</b></p>",
  messageId: "msg_1@shop.example",
};
type Caught = { subject: string; html: string; text: string; to: { address: string }[]; headers: Record<string, string> };
const inbox = async () => (await (await fetch(`${catcher.webUrl}/api/email`)).json()) as Caught[];

it("delivers a mail that reads as it was written, with a stable Message-ID", async () => {
  const mailer = createMailer({ smtpUrl: catcher.smtpUrl, from: "Maison Exemple <boutique@example.fr>" });
  expect(await mailer.send(mail)).toMatchObject({ result: "sent" });
  mailer.close();
  const [caught] = await inbox();
  expect(caught).toMatchObject({ subject: mail.subject, headers: { "message-id": `<${mail.messageId}>` } });
  expect(caught?.html).toContain("<b>Amélie</b>");
});

it("keeps the mails when the catcher starts again", async () => {
  await catcher.close();
  catcher = await startMailCatcher({ smtpPort: 0, webPort: 0, dir });
  expect((await inbox()).map(({ subject }) => subject)).toEqual([mail.subject]);
});

it("calls an outage an outage and a bad address refused", async () => {
  const nobody = createMailer({ smtpUrl: "smtp://127.0.0.1:1", from: "boutique@example.fr" });
  expect(await nobody.send(mail)).toMatchObject({ result: "retry" });
  nobody.close();
  const mailer = createMailer({ smtpUrl: catcher.smtpUrl, from: "boutique@example.fr" });
  expect(await mailer.send({ ...mail, to: "" })).toMatchObject({ result: "refused" });
  mailer.close();
});
