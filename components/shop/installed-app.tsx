/** Only the installed app keeps a page for times without a network: nothing is kept in a browser that merely looks. DESIGN §9 */
const SCRIPT = `if("serviceWorker"in navigator&&matchMedia("(display-mode: standalone)").matches)addEventListener("load",()=>navigator.serviceWorker.register("/sw.js"))`;

/** Begins the installed app's service worker. */
export function InstalledApp() {
  return <script dangerouslySetInnerHTML={{ __html: SCRIPT }} />;
}
