type Props = {
  /** Formatted, VAT included. */
  readonly price: string;
  /** The lowest price of the 30 days before a reduction, formatted, with the words for a screen reader. DESIGN §9 */
  readonly reference?: { readonly price: string; readonly label: string } | null;
  /** "à partir de" where variants differ. */
  readonly before?: string | undefined;
  readonly large?: boolean;
};

/** A price, and the one that its reduction is measured against. */
export function Price({ price, reference, before, large = false }: Props) {
  return (
    <span className={`inline-flex flex-wrap items-baseline gap-x-2 tabular-nums ${large ? "text-2xl" : ""}`}>
      {before ? <span className="text-sm text-muted">{before}</span> : null}
      <span className={reference ? "font-medium text-danger" : "font-medium"}>{price}</span>
      {reference ? (
        <s className={`text-muted ${large ? "text-lg" : "text-sm"}`}>
          <span className="sr-only">{reference.label} </span>
          {reference.price}
        </s>
      ) : null}
    </span>
  );
}
