/** A credit transfer: an amount in euros as a decimal, to whom, and our id of it without hyphens. */
export type Transfer = { readonly id: string; readonly amount: string; readonly iban: string; readonly name: string };

export type BankFile = {
  /** At most 35 letters and digits. */
  readonly id: string;
  readonly at: Date;
  readonly from: { readonly name: string; readonly iban: string; readonly bic: string };
  readonly payments: readonly Transfer[];
  readonly total: string;
};

const NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";

/**
 * A file of SEPA credit transfers for the company's bank: one order of execution today, booked as one sum, each transfer with our id as its reference.
 * @see ISO 20022 pain.001.001.09, EPC132-08 (customer-to-bank implementation guidelines)
 */
export function writePain001({ id, at, from, payments, total }: BankFile): string {
  const agent = from.bic === "" ? "<Othr><Id>NOTPROVIDED</Id></Othr>" : `<BICFI>${text(from.bic)}</BICFI>`;
  const sums = `<NbOfTxs>${payments.length}</NbOfTxs><CtrlSum>${total}</CtrlSum>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="${NAMESPACE}"><CstmrCdtTrfInitn>
<GrpHdr><MsgId>${id}</MsgId><CreDtTm>${at.toISOString().slice(0, 19)}Z</CreDtTm>${sums}<InitgPty><Nm>${name(from.name)}</Nm></InitgPty></GrpHdr>
<PmtInf><PmtInfId>${id}</PmtInfId><PmtMtd>TRF</PmtMtd><BtchBookg>true</BtchBookg>${sums}<PmtTpInf><SvcLvl><Cd>SEPA</Cd></SvcLvl></PmtTpInf><ReqdExctnDt><Dt>${at.toISOString().slice(0, 10)}</Dt></ReqdExctnDt>
<Dbtr><Nm>${name(from.name)}</Nm></Dbtr><DbtrAcct><Id><IBAN>${text(from.iban)}</IBAN></Id></DbtrAcct><DbtrAgt><FinInstnId>${agent}</FinInstnId></DbtrAgt><ChrgBr>SLEV</ChrgBr>
${payments.map(transfer).join("\n")}
</PmtInf>
</CstmrCdtTrfInitn></Document>
`;
}

function transfer({ id, amount, iban, name: to }: Transfer): string {
  return `<CdtTrfTxInf><PmtId><InstrId>${id}</InstrId><EndToEndId>${id}</EndToEndId></PmtId><Amt><InstdAmt Ccy="EUR">${amount}</InstdAmt></Amt><Cdtr><Nm>${name(to)}</Nm></Cdtr><CdtrAcct><Id><IBAN>${text(iban)}</IBAN></Id></CdtrAcct><RmtInf><Ustrd>${id}</Ustrd></RmtInf></CdtTrfTxInf>`;
}

/** What banks take in a name: letters without accents, digits and a few signs, at most 70. EPC217-08 */
function name(raw: string): string {
  const plain = raw.normalize("NFKD").replace(/\p{M}/gu, "").replaceAll("œ", "oe").replaceAll("Œ", "Oe").replaceAll("æ", "ae").replaceAll("ß", "ss").replaceAll("’", "'").replace(/[^A-Za-z0-9 /?:().,'+-]/g, " ").replace(/\s+/g, " ").trim();
  return text(plain.slice(0, 70));
}

function text(raw: string): string {
  return raw.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
