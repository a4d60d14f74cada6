import postgres from "postgres";

/** The slugs of the demo's first collection and of the first product in it. Throws when there is none. */
export async function findShown(databaseUrl: string): Promise<{ readonly product: string; readonly collection: string }> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
  try {
    const [found] = await sql<{ product: string; collection: string }[]>`
      select p.slug as product, c.slug as collection from products p
      join product_collections pc on pc.product_id = p.id join collections c on c.id = pc.collection_id
      where p.status = 'active' order by c.position, p.position limit 1`;
    if (!found) throw new Error("the demo has no product in a collection");
    return found;
  } finally {
    await sql.end();
  }
}
