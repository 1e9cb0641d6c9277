const hues = 6

function hueOf(user: string): number {
  let sum = 0
  for (const char of user) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 9973
  return sum % hues
}

/** The first letter of a name, on the colour of its bearer. */
export function Avatar({ user, name }: { user: string; name: string }) {
  return (
    <span className={`avatar hue-${hueOf(user)}`} aria-hidden="true">
      {[...name][0]?.toUpperCase()}
    </span>
  )
}
