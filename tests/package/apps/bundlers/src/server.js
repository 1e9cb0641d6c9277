export const server = new URLSearchParams(location.search).get('server')
