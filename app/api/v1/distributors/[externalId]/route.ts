import type { NextRequest } from "next/server";
import { importDistributors } from "@/lib/imports/distributors/commands";
import { findDistributor } from "@/lib/imports/distributors/queries";
import { readRow } from "@/lib/imports/distributors/rules";
import { answer, type Answer } from "@/lib/web/api/call";
import { distributorInput } from "@/lib/web/api/contract";
import { db } from "@/lib/web/database";
import { wakeJobs } from "@/lib/web/jobs/wake";

type Context = { readonly params: Promise<{ readonly externalId: string }> };
/** Our columns in the words of the API. */
const FIELDS: Readonly<Record<string, string>> = { external_id: "externalId", email: "email", first_name: "firstName", last_name: "lastName", town: "town", status_label: "statusLabel", handle: "handle", parent_external_id: "parentExternalId", status: "status", listed: "listed" };

const unknown: Answer = { refused: { status: 404, type: "unknown-distributor", title: "There is no such distributor" } };

async function show(externalId: string, status: number): Promise<Answer> {
  const found = await findDistributor(db(), externalId);
  if (!found) return unknown;
  const { id, email, firstName, lastName, town, statusLabel, handle, parent, status: state, listed } = found;
  return { status, body: { externalId, memberId: id, email, firstName, lastName, town, statusLabel, handle, parentExternalId: parent, status: state, listed } };
}

/** A distributor by the company's id. */
export async function GET(request: NextRequest, { params }: Context): Promise<Response> {
  const { externalId } = await params;
  return answer(request, { scope: "distributors:read" }, () => show(externalId, 200));
}

/** Enrols a distributor, or brings them up to date. 201 for a new one. The whole of them is sent; what is left out is empty. */
export async function PUT(request: NextRequest, { params }: Context): Promise<Response> {
  const { externalId } = await params;
  return answer(request, { scope: "distributors:write", write: true }, async ({ body, at }) => {
    const read = distributorInput.safeParse(body);
    if (!read.success) {
      const problems = read.error.issues.map(({ path, message }) => ({ field: path.join("."), reason: message }));
      return { refused: { status: 422, type: "wrong-shape", title: "Some fields are wrong", more: { problems } } };
    }
    const { email, firstName, lastName, town, statusLabel, handle, parentExternalId, status, listed } = read.data;
    const cells = { external_id: externalId, email, first_name: firstName, last_name: lastName, town, status_label: statusLabel, handle: handle ?? "", parent_external_id: parentExternalId ?? "", status, listed: listed ? "yes" : "no" };
    const { row, problems } = readRow(cells, 1);
    const report = await importDistributors(db(), { rows: [row], problems, dryRun: false, skipBad: false, by: null, at });
    if (report.outcome !== "imported") {
      const conflict = report.problems.some(({ reason }) => reason === "address_taken" || reason === "handle_taken");
      const told = report.problems.map(({ column, reason, value }) => ({ field: FIELDS[column] ?? column, reason, value }));
      return { refused: { status: conflict ? 409 : 422, type: conflict ? "taken" : "wrong-distributor", title: "The distributor was refused", more: { problems: told } } };
    }
    wakeJobs();
    return show(externalId, report.created === 1 ? 201 : 200);
  });
}
