/** Room kept for what is on its way; takes the size that `className` gives it. Silent for screen readers. */
export function Skeleton({ className = "" }: { readonly className?: string }) {
  return <span aria-hidden="true" className={`block animate-breathe rounded-lg bg-line ${className}`} />;
}
