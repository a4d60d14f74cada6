const RULES = JSON.stringify({ prefetch: [{ where: { selector_matches: "a[data-ahead]" }, eagerness: "moderate" }] });

/** A click before the first paint cancels the passage between the two pages; the browser would report that as an error. */
const PASSAGE = 'addEventListener("pagereveal",(e)=>e.viewTransition?.ready.catch(()=>{}))';

/** Lets the browser fetch a shared page while the pointer rests on its link. Pages of one person are never fetched ahead. */
export function LookAhead() {
  return (
    <>
      <script type="speculationrules" dangerouslySetInnerHTML={{ __html: RULES }} />
      <script dangerouslySetInnerHTML={{ __html: PASSAGE }} />
    </>
  );
}
