/** The look of the sandbox's dashboard. */
export const DASHBOARD_STYLE = `
* { box-sizing: border-box; margin: 0; }
body { font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, Arial, sans-serif; color: #1c1f26; background: #f5f6f8; }
header, main { max-width: 76rem; margin: 0 auto; padding: 1.25rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.0625rem; margin-bottom: .5rem; }
section { background: #fff; border: 1px solid #d9dce3; border-radius: .75rem; padding: 1rem; margin-bottom: 1rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .875rem; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: .5rem .75rem .5rem 0; border-top: 1px solid #eceef2; vertical-align: top; }
thead th, thead td { border-top: 0; color: #5b6270; font-weight: 500; }
code { font-size: .8125rem; overflow-wrap: anywhere; }
form { display: inline-block; margin-right: .375rem; }
button { font: inherit; font-size: .8125rem; padding: .25rem .625rem; min-height: 1.75rem; border: 1px solid #8a909e; border-radius: .375rem; background: #fff; cursor: pointer; }
button:hover { background: #f5f6f8; }
.empty { color: #5b6270; }
.alert { background: #fdeeed; color: #b3261e; border-radius: .5rem; padding: .75rem 1rem; margin-bottom: 1rem; }
`;
