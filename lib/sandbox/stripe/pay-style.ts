/** The look of the pay page: phone first, two columns from 860 px, no pictures or fonts from elsewhere. */
export const PAY_STYLE = `
:root { --ink: #1c1f26; --quiet: #5b6270; --line: #d9dce3; --soft: #f5f6f8; --accent: #1f4fd8; --accent-dark: #173da8; --wrong: #b3261e; --wrong-soft: #fdeeed; }
* { box-sizing: border-box; margin: 0; }
body { font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; color: var(--ink); background: #fff; -webkit-text-size-adjust: 100%; }
a { color: inherit; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.test { background: #fff4d6; color: #5c4400; text-align: center; font-size: .875rem; padding: .375rem 1rem; }
.columns { max-width: 66rem; margin: 0 auto; }
.order { padding: 1.25rem 1.25rem 1.5rem; background: var(--soft); }
.back { display: inline-flex; gap: .5rem; align-items: center; min-height: 2.75rem; color: var(--quiet); text-decoration: none; font-size: .9375rem; }
.back:hover { color: var(--ink); text-decoration: underline; }
.company { display: flex; gap: .75rem; align-items: center; font-weight: 600; margin: .25rem 0 1.25rem; }
.logo { display: grid; place-items: center; width: 2.25rem; height: 2.25rem; border-radius: 50%; background: var(--ink); color: #fff; font-size: 1rem; flex: none; }
.label { color: var(--quiet); }
.amount { font-size: 2.25rem; font-weight: 650; letter-spacing: -.02em; line-height: 1.2; font-variant-numeric: tabular-nums; }
.lines { list-style: none; padding: 0; margin: 1.25rem 0 0; font-size: .9375rem; }
.lines li { display: flex; gap: .75rem; align-items: flex-start; padding: .625rem 0; }
.lines img { flex: none; width: 3rem; height: 3rem; border-radius: .5rem; object-fit: cover; background: #fff; border: 1px solid var(--line); }
.what { flex: 1; min-width: 0; overflow-wrap: anywhere; display: flex; flex-direction: column; }
.quantity { color: var(--quiet); font-size: .875rem; }
.price { font-variant-numeric: tabular-nums; white-space: nowrap; font-weight: 500; }
.total { display: flex; justify-content: space-between; gap: 1rem; border-top: 1px solid var(--line); margin-top: .625rem; padding-top: .875rem; font-weight: 600; font-variant-numeric: tabular-nums; }
.payment { padding: 1.5rem 1.25rem 3rem; }
.payment h1 { font-size: 1.25rem; line-height: 1.3; margin-bottom: 1rem; }
.alert { background: var(--wrong-soft); color: var(--wrong); border: 1px solid #f3c6c3; border-radius: .625rem; padding: .75rem 1rem; margin-bottom: 1.25rem; }
.field { display: block; margin-bottom: 1rem; }
.field label, .field .name { display: block; font-size: .875rem; font-weight: 500; margin-bottom: .375rem; }
.field .fixed { display: block; padding: .625rem .875rem; background: var(--soft); border-radius: .625rem; overflow-wrap: anywhere; color: var(--quiet); }
.field input { width: 100%; min-height: 3rem; padding: .625rem .875rem; font: inherit; color: inherit; background: #fff; border: 1px solid #8a909e; border-radius: .625rem; font-variant-numeric: tabular-nums; }
.field input::placeholder { color: #6b7280; }
.field input:focus { outline: 3px solid rgb(31 79 216 / .25); outline-offset: 0; border-color: var(--accent); }
.field input[aria-invalid] { border-color: var(--wrong); box-shadow: inset 0 0 0 1px var(--wrong); }
.problem { display: block; color: var(--wrong); font-size: .875rem; margin-top: .375rem; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: .875rem; align-items: start; }
.primary, .secondary { display: block; width: 100%; min-height: 3.25rem; padding: .75rem 1.25rem; border-radius: .625rem; font: inherit; font-weight: 600; text-align: center; text-decoration: none; cursor: pointer; }
.primary { border: 0; background: var(--accent); color: #fff; }
.primary:hover { background: var(--accent-dark); }
.secondary { border: 1px solid #8a909e; background: #fff; color: var(--ink); margin-top: .75rem; }
.secondary:hover { background: var(--soft); }
.payment .primary { margin-top: 1.5rem; }
.secure { display: flex; gap: .5rem; color: var(--quiet); font-size: .875rem; margin-top: 1rem; }
.secure svg { flex: none; margin-top: .15rem; }
.cards { margin-top: 2rem; border-top: 1px solid var(--line); padding-top: .75rem; color: var(--quiet); font-size: .875rem; }
.cards summary { cursor: pointer; min-height: 2.75rem; display: flex; align-items: center; }
.cards summary::before { content: "+"; margin-right: .5rem; font-weight: 600; }
.cards[open] summary::before { content: "–"; }
.cards ul { list-style: none; padding: 0; display: grid; gap: .5rem; }
.cards code { font: inherit; color: var(--ink); font-variant-numeric: tabular-nums; white-space: nowrap; }
.notice { max-width: 27rem; margin: 12vh auto 0; padding: 1.5rem 1.25rem; display: grid; gap: 1rem; }
.notice h1 { font-size: 1.5rem; line-height: 1.25; }
.quiet { color: var(--quiet); }
@media (min-width: 54rem) {
  body { background: linear-gradient(90deg, var(--soft) 50%, #fff 50%); min-height: 100vh; }
  body:has(.notice) { background: var(--soft); }
  .columns { display: grid; grid-template-columns: 1fr 1fr; }
  .order { padding: 3rem 4rem 3rem 2rem; }
  .payment { padding: 3rem 2rem 4rem 4rem; }
  .payment h1 { margin-top: .5rem; }
  .notice { background: #fff; border: 1px solid var(--line); border-radius: 1rem; padding: 2rem; }
}
`;
