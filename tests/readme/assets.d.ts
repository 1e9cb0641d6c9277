// What vite/client declares in an app.
declare module '*?url' {
  const url: string
  export default url
}
