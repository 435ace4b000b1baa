file=$(custom-github contents get --owner octocat --repo hello-world --path src/hello.js --fields sha,content)
echo "$file" | pick content | base64 -d | sed 's/Hello world/Hello Specwire/' > hello.js
custom-github contents put --owner octocat --repo hello-world --path src/hello.js --message 'Greet Specwire' --sha "$(echo "$file" | pick sha)" --content @hello.js
