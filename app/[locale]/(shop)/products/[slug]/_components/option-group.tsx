type Props = {
  readonly name: string;
  /** Its position; the field is called `option<position>`. */
  readonly option: number;
  readonly values: readonly string[];
  readonly chosen: number;
  readonly choose: (option: number, value: number) => void;
  /** Whether a value is sold out with what else is chosen. */
  readonly gone: (value: number) => boolean;
};

const VALUE =
  "inline-flex min-h-11 items-center rounded-full border border-edge px-4 transition-colors hover:border-ink has-checked:border-accent has-checked:bg-accent has-checked:text-paper has-focus-visible:outline-2 has-focus-visible:outline-offset-3 has-focus-visible:outline-accent";

/** One choice of a product. */
export function OptionGroup({ name, option, values, chosen, choose, gone }: Props) {
  return (
    <fieldset className="mt-5">
      <legend className="text-sm font-medium">{name}</legend>
      <div className="mt-2 flex flex-wrap gap-2">
        {values.map((text, value) => (
          <label key={text} className={`${VALUE} ${gone(value) ? "text-muted line-through decoration-1" : ""}`}>
            <input type="radio" name={`option${option}`} value={value} checked={chosen === value} onChange={() => choose(option, value)} className="sr-only" />
            {text}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
