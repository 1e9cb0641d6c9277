export const metadata = { icons: { icon: 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAAC' } }

export default function Layout({ children }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  )
}
