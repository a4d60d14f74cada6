import type { ReactNode } from "react";

/** Below a list: the way to older rows, and the whole list as a file. */
export function ListFoot({ older, file }: { readonly older: ReactNode; readonly file: ReactNode }) {
  return <p className="mt-4 flex flex-wrap items-center justify-between gap-3">{older}<span className="ml-auto">{file}</span></p>;
}
