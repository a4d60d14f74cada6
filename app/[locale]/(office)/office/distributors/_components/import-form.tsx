"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { INPUT_STYLE } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import type { ImportEvent } from "./event";

type Texts = Readonly<Record<"file" | "check" | "write" | "writeGood" | "checking" | "progress" | "failed" | "noFile" | "line" | "column" | "reason" | "problems" | "more", string>>;
type Props = { readonly address: string; readonly texts: Texts };
type Report = Extract<ImportEvent, { readonly kind: "report" }>;

const filled = (sentence: string, values: Readonly<Record<string, number>>): string => sentence.replace(/#(\w+)/g, (all, name: string) => values[name]?.toLocaleString() ?? all);

/** A file is checked first; what it would change and every bad row are shown, and only then it can be taken in. */
export function ImportForm({ address, texts }: Props) {
  const [file, setFile] = useState<File | null>(null);
  const [progress, setProgress] = useState<{ readonly done: number; readonly total: number } | null>(null);
  const [busy, setBusy] = useState(false);
  const [report, setReport] = useState<Report | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);

  const send = async (how: string): Promise<void> => {
    if (busy) return;
    if (file === null) {
      setWrong(texts.noFile);
      return;
    }
    setBusy(true);
    setWrong(null);
    setProgress({ done: 0, total: 0 });
    try {
      await follow(`${address}?${how}`, file, (event) => {
        if (event.kind === "progress") setProgress(event);
        else if (event.kind === "failed") setWrong(event.sentence);
        else setReport(event);
      });
    } catch {
      setWrong(texts.failed);
    } finally {
      setBusy(false);
      setProgress(null);
    }
  };
  const check = (): void => {
    setReport(null);
    void send("");
  };
  const chosen = (one: File | null): void => {
    setFile(one);
    setReport(null);
    setWrong(null);
  };

  return (
    <div className="space-y-6">
      <div className="space-y-4 rounded-card border border-line p-5">
        <label className="block text-sm font-medium">
          <span className="mb-1.5 block">{texts.file}</span>
          <input type="file" accept=".csv,text/csv" disabled={busy} className={INPUT_STYLE} onChange={(event) => chosen(event.currentTarget.files?.[0] ?? null)} />
        </label>
        <Button type="button" kind={report ? "quiet" : "primary"} disabled={busy} onClick={check}>{texts.check}</Button>
      </div>
      {busy && (
        <div role="status" className="space-y-2">
          <p className="text-sm text-muted">{progress && progress.total > 0 ? filled(texts.progress, progress) : texts.checking}</p>
          <progress className="h-2 w-full accent-accent" aria-label={texts.checking} {...(progress && progress.total > 0 ? { value: progress.done, max: progress.total } : {})} />
        </div>
      )}
      {wrong !== null && <Notice tone="bad" role="alert">{wrong}</Notice>}
      {report && !busy && <ReportPart report={report} texts={texts} write={(how) => void send(how)} />}
    </div>
  );
}

function ReportPart({ report, texts, write }: { readonly report: Report; readonly texts: Texts; readonly write: (how: string) => void }) {
  const good = report.rows - report.bad;
  return (
    <div className="space-y-5">
      <Notice tone={report.outcome === "refused" ? "bad" : report.outcome === "imported" ? "good" : "plain"} role="status">
        {report.sentences.map((sentence) => <p key={sentence}>{sentence}</p>)}
      </Notice>
      {report.outcome === "rehearsed" && <Button onClick={() => write("write=yes")} type="button">{texts.write}</Button>}
      {report.outcome === "refused" && good > 0 && <Button kind="quiet" type="button" onClick={() => write("write=yes&skip=yes")}>{filled(texts.writeGood, { good })}</Button>}
      {report.problems.length > 0 && (
        <div role="group" aria-label={texts.problems} tabIndex={0} className="max-h-[32rem] overflow-auto rounded-card border border-line bg-raised">
          <table className="w-full text-[0.9375rem]">
            <thead><tr className="border-b border-line text-left text-sm text-muted">{[texts.line, texts.column, texts.reason].map((head) => <th key={head} scope="col" className="px-3 py-3 font-normal first:pl-5">{head}</th>)}</tr></thead>
            <tbody className="divide-y divide-line">
              {report.problems.map(({ line, column, sentence }) => (
                <tr key={`${line} ${column} ${sentence}`}>
                  <td className="px-3 py-2 pl-5 tabular-nums">{line}</td><td className="px-3 py-2"><code className="text-sm">{column || "–"}</code></td><td className="px-3 py-2">{sentence}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {report.more > 0 && <p className="px-5 py-3 text-sm text-muted">{filled(texts.more, { more: report.more })}</p>}
        </div>
      )}
    </div>
  );
}

/** Sends a file and hands on every line of the answer as it comes. Throws when the answer is none. */
async function follow(address: string, file: File, hear: (event: ImportEvent) => void): Promise<void> {
  const answer = await fetch(address, { method: "POST", headers: { "content-type": "text/csv" }, body: file });
  if (!answer.ok || answer.body === null) throw new Error(`answer ${answer.status}`);
  let rest = "";
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
    const lines = (rest + (value ?? "")).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (line !== "") hear(JSON.parse(line) as ImportEvent);
  }
}
