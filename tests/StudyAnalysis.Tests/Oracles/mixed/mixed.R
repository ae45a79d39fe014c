source("../oracle.R")
suppressPackageStartupMessages({library(lme4); library(lmerTest)})
set.seed(17); id <- rep(1:14, each = 4); time <- rep(0:3, 14); g <- rep(rep(0:1, 7), each = 4); y <- round(5 + .3 * time + .4 * g * time + rep(rnorm(14, 0, .8), each = 4) + rnorm(56, 0, .5), 3)
keep <- -c(3, 8, 20, 21, 40, 56)
sets <- list(sleep = data.frame(y = sleepstudy$Reaction, a = sleepstudy$Days, b = sleepstudy$Days^2 / 10, id = as.integer(sleepstudy$Subject)),
             trajectory = data.frame(y = y, a = time, b = g * time, id = id)[keep, ])
pr <- function(m, par) { # marginal (restricted) deviance at (sigma^2, tau^2), dense matrices: independent of lme4
  X <- m$X; Z <- model.matrix(~ 0 + factor(m$id)); V <- par[1] * diag(nrow(X)) + par[2] * tcrossprod(Z); Vi <- solve(V); XVX <- t(X) %*% Vi %*% X; b <- solve(XVX, t(X) %*% Vi %*% m$y); r <- m$y - X %*% b
  n <- nrow(X); p <- ncol(X); ld <- as.numeric(determinant(V)$modulus); q <- drop(t(r) %*% Vi %*% r)
  list(b = drop(b), C = solve(XVX), ll = if (m$reml) -.5 * ((n - p) * log(2 * pi) + ld + as.numeric(determinant(XVX)$modulus) + q) else -.5 * (n * log(2 * pi) + ld + q)) }
num_hess <- function(f, x, h) { H <- matrix(0, 2, 2); e <- diag(2) * h; D <- function(s) { for (i in 1:2) for (j in 1:2) H[i, j] <<- (f(x + s * e[i, ] + s * e[j, ]) - f(x + s * e[i, ] - s * e[j, ]) - f(x - s * e[i, ] + s * e[j, ]) + f(x - s * e[i, ] - s * e[j, ])) / (4 * s^2 * h[i] * h[j]); H }; (4 * D(1) - D(2)) / 3 }
num_grad <- function(f, x, h) sapply(1:2, function(i) { e <- numeric(2); e[i] <- h[i]; (8 * (f(x + e) - f(x - e)) - (f(x + 2 * e) - f(x - 2 * e))) / (12 * h[i]) })
for (nm in names(sets)) for (reml in c(TRUE, FALSE)) {
  d <- sets[[nm]]; X <- cbind(1, d$a, d$b); m <- list(X = X, y = d$y, id = d$id, reml = reml)
  l4 <- lmer(y ~ a + b + (1 | id), d, REML = reml); vc <- as.data.frame(VarCorr(l4))$vcov; start <- c(vc[2], vc[1])
  o <- start; for (k in 1:4) o <- optim(o, function(p) if (any(p <= 0)) 1e10 else -pr(m, p)$ll, method = "BFGS", control = list(reltol = 1e-16, maxit = 1000, parscale = start, ndeps = rep(1e-5, 2)))$par
  # Newton steps to the root of the numerical gradient
  for (k in 1:4) { h <- o * 1e-3; o <- o - solve(num_hess(function(p) pr(m, p)$ll, o, h), num_grad(function(p) pr(m, p)$ll, o, h)) }
  f <- pr(m, o); stopifnot(abs(f$ll - as.numeric(logLik(l4))) < 1e-6, max(abs(f$b / fixef(l4) - 1)) < 1e-4)
  A <- solve(-num_hess(function(p) pr(m, p)$ll, o, o * 2e-3))
  sat <- function(w) { g <- num_grad(function(p) drop(w %*% pr(m, p)$C %*% w), o, o * 1e-3); v <- drop(w %*% f$C %*% w); 2 * v^2 / drop(g %*% A %*% g) }
  df <- sapply(1:3, function(j) sat(diag(3)[j, ])); st <- summary(l4)$coefficients; stopifnot(max(abs(df / st[, "df"] - 1)) < 1e-3)
  se <- sqrt(diag(f$C)); t <- f$b / se; w <- c(1, 2, .5)
  case(paste("fit", nm, if (reml) "REML" else "ML"), "lmerTest::lmer, optimum and Satterthwaite df from the dense marginal likelihood", list(y = d$y, x = list(d$a, d$b), id = d$id, reml = reml, w = w),
    list(b = unname(f$b), se = unname(se), df = unname(df), p = unname(2 * pt(-abs(t), df)), s2 = o[1], t2 = o[2], loglik = f$ll, west = drop(w %*% f$b), wse = sqrt(drop(w %*% f$C %*% w)), wdf = sat(w)))
}
# no variance between subjects
d0 <- data.frame(y = c(1, 5, 2, 4, 3, 3.5, 4.5, 1.5), a = 1:8, id = rep(1:4, each = 2)); l0 <- suppressMessages(lmer(y ~ a + (1 | id), d0)); stopifnot(isSingular(l0)); m0 <- lm(y ~ a, d0); s <- summary(m0)$coefficients
case("boundary", "lm (lmer is singular)", list(y = d0$y, x = list(d0$a), id = d0$id, reml = TRUE), list(b = unname(s[, 1]), se = unname(s[, 2]), p = unname(s[, 4]), s2 = sigma(m0)^2))
finish("mixed", c("lme4", "lmerTest"))
