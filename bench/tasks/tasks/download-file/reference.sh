custom-github contents raw --owner octocat --repo hello-world --path assets/logo.bin --save logo.bin
