import { SubmitButton } from "@/components/ui/submit-button";
import { googleAction } from "../actions";

/** Google's own mark, in its colours. */
const MARK = [
  ["#4285F4", "M21.6 12.2c0-.7-.1-1.4-.2-2H12v3.9h5.4a4.6 4.6 0 0 1-2 3v2.5h3.2c1.9-1.7 3-4.3 3-7.4Z"],
  ["#34A853", "M12 22c2.7 0 5-.9 6.6-2.4l-3.2-2.5a6 6 0 0 1-9-3.2H3.1v2.6A10 10 0 0 0 12 22Z"],
  ["#FBBC05", "M6.4 13.9a6 6 0 0 1 0-3.8V7.5H3.1a10 10 0 0 0 0 9l3.3-2.6Z"],
  ["#EA4335", "M12 6a5.4 5.4 0 0 1 3.8 1.5l2.8-2.8A10 10 0 0 0 3.1 7.5l3.3 2.6A6 6 0 0 1 12 6Z"],
] as const;

/** The way in by Google, below the others. A form: it works without JavaScript. */
export function GoogleButton({ texts }: { readonly texts: Readonly<Record<"or" | "google", string>> }) {
  return (
    <form action={googleAction} className="mt-6">
      <p className="mb-6 flex items-center gap-4 text-sm text-muted before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">{texts.or}</p>
      <SubmitButton kind="quiet" className="w-full">
        <svg viewBox="0 0 24 24" aria-hidden="true" className="size-5">{MARK.map(([fill, d]) => <path key={fill} fill={fill} d={d} />)}</svg>
        {texts.google}
      </SubmitButton>
    </form>
  );
}
