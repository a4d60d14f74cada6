import type { ShownFacet } from "./list";

type Props = {
  readonly facets: readonly ShownFacet[];
  readonly isChosen: (name: string, value: string) => boolean;
  readonly toggle: (name: string, value: string) => void;
};

/** The boxes to narrow a list with, a group for each thing. */
export function FacetFields({ facets, isChosen, toggle }: Props) {
  return facets.map(({ title, values }) => (
    <fieldset key={title} className="border-t border-line py-4 first:border-t-0 first:pt-0">
      <legend className="float-left mb-1.5 w-full text-sm font-medium">{title}</legend>
      <ul className="clear-both">
        {values.map(({ name, value, text, count }) => (
          <li key={`${name}=${value}`}>
            <label className="flex min-h-10 items-center gap-3 text-[0.9375rem] lg:min-h-9">
              <input type="checkbox" name={name} value={value} checked={isChosen(name, value)} onChange={() => toggle(name, value)} className="size-5 shrink-0 accent-accent" />
              <span className="min-w-0 flex-1">{text}</span>
              <span aria-hidden="true" className="text-sm text-muted tabular-nums">{count}</span>
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  ));
}
