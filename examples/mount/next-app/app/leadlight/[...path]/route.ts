import { createExampleCollector } from '../../../../create-example-collector.ts'

const collector = createExampleCollector('/leadlight')

/** Next.js hands route handlers web-standard requests, and leaves the path in them. */
const answer = (request: Request): Promise<Response> => collector.fetch(request)

export { answer as DELETE, answer as GET, answer as HEAD, answer as OPTIONS, answer as POST, answer as PUT }
