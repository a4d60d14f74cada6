import { bigint, customType, timestamp } from "drizzle-orm/pg-core";
import { type Id, type IdKind, idOf, uuidOf } from "../../lib/kernel/id";

/** A prefixed id in code, a plain `uuid` in the database. */
export function idColumn<K extends IdKind>(kind: K, name: string) {
  return customType<{ data: Id<K>; driverData: string }>({
    dataType: () => "uuid",
    toDriver: (id) => uuidOf(id),
    fromDriver: (uuid) => idOf(kind, uuid),
  })(name);
}

/** Several ids of one kind in one row, in order. */
export function idsColumn<K extends IdKind>(kind: K, name: string) {
  return customType<{ data: readonly Id<K>[]; driverData: string | string[] }>({
    dataType: () => "uuid[]",
    toDriver: (ids) => `{${ids.map(uuidOf).join(",")}}`,
    fromDriver: (value) =>
      (Array.isArray(value) ? value : value.slice(1, -1).split(",").filter(Boolean)).map((uuid) => idOf(kind, uuid)),
  })(name);
}

/** An amount in minor units of the row's currency. */
export const minor = (name: string) => bigint(name, { mode: "bigint" });

/** A moment, UTC. */
export const moment = (name: string) => timestamp(name, { withTimezone: true });
