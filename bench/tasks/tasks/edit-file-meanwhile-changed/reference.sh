add() {
  file=$(custom-github contents get --owner octocat --repo hello-world --path src/hello.js --fields sha,content)
  { echo '// Greets the world.'; echo "$file" | pick content | base64 -d; } > hello.js
  custom-github contents put --owner octocat --repo hello-world --path src/hello.js --message 'Say what it does' --sha "$(echo "$file" | pick sha)" --content @hello.js
}
add || add
