import type { CacheHandlerContext } from "next/dist/server/lib/incremental-cache/index.js";
import type * as files from "next/dist/server/lib/incremental-cache/file-system-cache.js";
import { createRequire } from "node:module";

// Node loads this file as it stands, and would take the whole module for what it exports.
const { default: FileSystemCache } = createRequire(import.meta.url)("next/dist/server/lib/incremental-cache/file-system-cache.js") as typeof files;
type FileSystemCache = InstanceType<typeof FileSystemCache>;

/**
 * Next's own cache of pages, for `cacheHandler` in its configuration, with one difference: a form that the browser itself sends, before React has
 * come or without it, is answered with a page that is drawn from its beginning. Next goes on from the prepared part instead, where what a form
 * answers is not told to React: its sentence was missing, and React refused the page. https://github.com/vercel/next.js/pull/97784
 */
export default class PageCache extends FileSystemCache {
  readonly #isNativeForm: boolean;

  constructor(context: CacheHandlerContext & ConstructorParameters<typeof FileSystemCache>[0]) {
    super(context);
    const { "content-type": type, "next-action": action } = context._requestHeaders;
    this.#isNativeForm = action === undefined && String(type).startsWith("multipart/form-data");
  }

  override async get(...asked: Parameters<FileSystemCache["get"]>): ReturnType<FileSystemCache["get"]> {
    const found = await super.get(...asked);
    const isPrepared = found?.value && "postponed" in found.value && found.value.postponed !== undefined;
    return this.#isNativeForm && isPrepared ? null : found;
  }
}
