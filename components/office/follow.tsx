"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

/** Has the page drawn anew again and again, for as long as it is there: while something is under way. */
export function Follow({ everyMs }: { readonly everyMs: number }) {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => { router.refresh(); }, everyMs);
    return () => { clearInterval(timer); };
  }, [router, everyMs]);
  return null;
}
