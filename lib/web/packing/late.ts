import "server-only";
import type { ServerResponse } from "node:http";
import { TELL_LATER } from "./early";

/** How long scripts wait for the page's first picture on a slow line, in ms. */
const PATIENCE_MS = 1_500;
/** How long a picture that is decoded may take to be on the screen, in ms, before they wait no more: it may be further down, where somebody left off. */
const SHOWN_MS = 300;

/** As the framework writes them: the scripts that make a page answer, none of which it needs to be seen, and one of them asked for in advance. */
const SCRIPT = /<script src="([^"]+)"( id="_R_")? async=""><\/script>/g;
const ASKED_AHEAD = /<link rel="preload" as="script" fetchPriority="low" href="[^"]+"\/>/g;
const FIRST_PICTURE = /<img (?=[^>]*\bfetchPriority="high")/g;

/**
 * Asks for the scripts once the page was painted, with the picture that it named as its first: once it is on the screen where a browser tells that,
 * elsewhere once it is decoded. Whoever opened the page in a tab behind sees nothing of that, so there they come with the page.
 */
const BEGIN = `<script>(()=>{
const begin=()=>{for(const late of document.querySelectorAll("script[data-late]")){const script=document.createElement("script");script.src=late.dataset.late;script.async=true;if(late.id)script.id=late.id;late.replaceWith(script)}};
const all=()=>{begin();if(document.readyState==="loading")addEventListener("DOMContentLoaded",begin)};
const next=(then)=>requestAnimationFrame(()=>setTimeout(then));
const tells=window.PerformanceObserver?.supportedEntryTypes?.includes("element");
const shown=(first)=>new Promise((over)=>{
if(!first)return over();
if(tells)new PerformanceObserver(over).observe({type:"element",buffered:true});
first.decode().then(()=>setTimeout(over,tells?${SHOWN_MS}:0),over);
setTimeout(over,${PATIENCE_MS})
});
const painted=()=>shown(document.querySelector('img[fetchpriority="high"]')).then(()=>next(all));
if(document.hidden)all();else next(painted)
})()</script>`;

/**
 * The same page, whose scripts are not in the way of what it shows: a phone draws it and its first picture before it fetches, reads and runs them.
 * Links and forms need none. A text in which the framework's scripts are not found stays as it is.
 */
export function withLateScripts(page: string): string {
  if (!page.includes("</head>")) return page;
  const late = page.replace(SCRIPT, (_, source: string, id: string | undefined) => `<script type="text/late" data-late="${source}"${id ?? ""}></script>`);
  return late === page ? page : late.replace(ASKED_AHEAD, "").replace(FIRST_PICTURE, '<img elementtiming="first" ').replace("</head>", () => `${TELL_LATER}${BEGIN}</head>`);
}

/**
 * The same for a page as it is answered, whole or piece by piece. The first piece has the head, and in it nearly all of the scripts; where the head does
 * not end in it, or the length of all pieces was told, they stay as they are.
 */
export function writeLateScripts(response: ServerResponse): void {
  const write = response.write.bind(response) as (...given: unknown[]) => boolean;
  const end = response.end.bind(response) as (...given: unknown[]) => ServerResponse;
  const isPage = () => response.statusCode === 200 && /^text\/html\b/.test(String(response.getHeader("content-type")));
  response.write = (...given: unknown[]) => {
    const [piece, ...rest] = given;
    // The framework begins with nothing.
    if (piece instanceof Uint8Array && piece.length === 0) return write(...given);
    response.write = write;
    if (!(piece instanceof Uint8Array) || response.hasHeader("content-length") || !isPage()) return write(...given);
    // One byte a letter and back: a letter of several may end in the next piece.
    return write(Buffer.from(withLateScripts(Buffer.from(piece).toString("latin1")), "latin1"), ...rest);
  };
  response.end = (...given: unknown[]) => {
    const [page, ...rest] = given;
    if (typeof page !== "string" || response.headersSent || !isPage()) return end(...given);
    const late = withLateScripts(page);
    if (response.hasHeader("content-length")) response.setHeader("content-length", Buffer.byteLength(late));
    return end(late, ...rest);
  };
}
