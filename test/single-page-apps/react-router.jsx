import { useEffect } from 'react'
import { createRoot } from 'react-dom/client'
import {
  createBrowserRouter,
  Link,
  Navigate,
  Outlet,
  RouterProvider,
  redirect,
  useNavigate,
} from 'react-router'

function Frame() {
  const navigate = useNavigate()
  return (
    <>
      <nav>
        <Link to="/pricing">Pricing</Link> <Link to="/pricing?seats=20">Seats</Link>{' '}
        <Link to="/pricing#faq">Questions</Link> <Link to="/about">About</Link> <Link to="/old">Old</Link>{' '}
        <Link to="/moved">Moved</Link>
        <button type="button" onClick={() => navigate('/replaced', { replace: true })}>
          Replace
        </button>
      </nav>
      <Outlet />
    </>
  )
}

function Page({ path }) {
  useEffect(() => {
    document.title = `Title of ${path}`
  }, [path])
  return <h1>{path}</h1>
}

const page = (path) => ({ path, element: <Page key={path} path={path} /> })
const router = createBrowserRouter([
  {
    element: <Frame />,
    children: [
      page('/start'),
      page('/pricing'),
      page('/about'),
      page('/replaced'),
      page('/new'),
      { path: '/old', loader: () => redirect('/new') },
      { path: '/moved', element: <Navigate to="/about" replace /> },
    ],
  },
])

createRoot(document.querySelector('#app')).render(<RouterProvider router={router} />)
