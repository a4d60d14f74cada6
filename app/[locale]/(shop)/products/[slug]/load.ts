/** The products to prerender: never none, or the build refuses the route. */
export function listSlugs(): Promise<readonly string[]> {
  return Promise.resolve(["savon"]);
}
