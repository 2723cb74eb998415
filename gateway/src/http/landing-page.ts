const safeHost = /^[\w.:[\]-]{1,100}$/;

/** A page without scripts for whoever opens the address in a browser; the example names the host they came by, where that is known. */
export const landingPage = (host: string | undefined): string => `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>群众诉求大起底 · daqidi</title>
<style>
body { font: 16px/1.6 system-ui, sans-serif; max-width: 46rem; margin: 3rem auto; padding: 0 1rem; color: #1d2733; background: #fff; }
pre { background: #f2f5f8; padding: 1rem; overflow: auto; border-radius: 4px; font-size: 14px; }
h1 { font-size: 1.4rem; } p[lang=en] { color: #51606f; }
</style>
<h1>群众诉求大起底 · daqidi</h1>
<p>本地址是 GraphQL 网关,接口为 <code>POST /graphql</code>。可以先试这一句:</p>
<p lang="en">This is the GraphQL gateway; the endpoint is <code>POST /graphql</code>. Try this first:</p>
<pre>curl -s http://${host !== undefined && safeHost.test(host) ? host : 'HOST'}/graphql -H 'content-type: application/json' \\
  -d '{"query":"{ __schema { queryType { fields { name description } } } }"}'</pre>
<p>登录后在请求头中加入 <code>Authorization: Bearer …</code>;错误信息按 <code>Accept-Language</code> 给出中文或英文。</p>
<p lang="en">Once signed in, send <code>Authorization: Bearer …</code>; messages come in Chinese or English by <code>Accept-Language</code>.</p>
<p><a href="/healthz">/healthz</a> · <a href="/readyz">/readyz</a></p>
</html>
`;
