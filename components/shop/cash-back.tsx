/** What a purchase pays the buyer, as a sentence, with the stages in which it does. One entry a different amount. */
export type CashBackFigures = readonly { readonly stages: string; readonly text: string }[];

/** The cash back of a thing: a customer's figure, until the personal part says who looks (`.by-stage`). DESIGN §7 */
export function CashBack({ figures }: { readonly figures: CashBackFigures }) {
  return (
    <span className="by-stage">
      {figures.map(({ stages, text }) => <span key={stages} data-stages={stages}>{text}</span>)}
    </span>
  );
}
