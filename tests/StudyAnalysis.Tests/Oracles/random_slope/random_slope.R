source("../oracle.R")
suppressPackageStartupMessages({library(lme4); library(lmerTest); library(nlme)})
set.seed(18); m <- 16; id <- rep(1:m, each = 5); time <- rep(c(0, 1, 2, 3, 6), m); g <- rep(0:1, m / 2)[id]; u0 <- rnorm(m, 0, .9); u1 <- .3 * u0 + rnorm(m, 0, .4)
y <- round(5 + .3 * time + .4 * g * time + u0[id] + u1[id] * time + rnorm(5 * m, 0, .5), 3); keep <- -c(3, 8, 20, 21, 22, 23, 24, 40, 56)
sets <- list(sleep = data.frame(y = sleepstudy$Reaction, a = sleepstudy$Days, b = sleepstudy$Days^2 / 10, t = sleepstudy$Days, id = as.integer(sleepstudy$Subject)),
             trajectory = data.frame(y = y, a = time, b = g * time, t = time, id = id)[keep, ],
             ortho = data.frame(y = Orthodont$distance, a = Orthodont$age, b = as.numeric(Orthodont$Sex == "Female"), t = Orthodont$age - 11, id = as.integer(Orthodont$Subject)))
np <- 4
pr <- function(d, reml, par) { # marginal (restricted) likelihood at (sigma^2, t00, t01, t11), dense blocks: independent of lme4
  p <- 3; A <- matrix(0, p, p); B <- numeric(p); ld <- 0; yy <- 0
  for (s in split(seq_len(nrow(d)), d$id)) { Z <- cbind(1, d$t[s]); X <- cbind(1, d$a[s], d$b[s]); V <- par[1] * diag(length(s)) + Z %*% matrix(par[c(2, 3, 3, 4)], 2) %*% t(Z); Vi <- solve(V); A <- A + t(X) %*% Vi %*% X; B <- B + t(X) %*% Vi %*% d$y[s]; yy <- yy + drop(t(d$y[s]) %*% Vi %*% d$y[s]); ld <- ld + as.numeric(determinant(V)$modulus) }
  b <- solve(A, B); q <- yy - sum(b * B); n <- nrow(d)
  list(b = drop(b), C = solve(A), ll = if (reml) -.5 * ((n - p) * log(2 * pi) + ld + as.numeric(determinant(A)$modulus) + q) else -.5 * (n * log(2 * pi) + ld + q)) }
hess <- function(f, x, h) { one <- function(s) { H <- matrix(0, np, np); e <- diag(h * s); for (i in 1:np) for (j in 1:np) H[i, j] <- (f(x + e[i, ] + e[j, ]) - f(x + e[i, ] - e[j, ]) - f(x - e[i, ] + e[j, ]) + f(x - e[i, ] - e[j, ])) / (4 * s^2 * h[i] * h[j]); H }; (4 * one(1) - one(2)) / 3 }
grad <- function(f, x, h) sapply(1:np, function(i) { e <- numeric(np); e[i] <- h[i]; (8 * (f(x + e) - f(x - e)) - (f(x + 2 * e) - f(x - 2 * e))) / (12 * h[i]) })
for (nm in names(sets)) for (reml in c(TRUE, FALSE)) {
  d <- sets[[nm]]; l4 <- suppressMessages(lmer(y ~ a + b + (1 + t | id), d, REML = reml, control = lmerControl(optimizer = "bobyqa", optCtrl = list(rhoend = 1e-10)))); stopifnot(!isSingular(l4)); vc <- as.data.frame(VarCorr(l4))$vcov; o <- vc[c(4, 1, 3, 2)]
  f <- function(p) pr(d, reml, p)$ll; sc <- c(o[1], o[2], sqrt(o[2] * o[4]), o[4])
  for (k in 1:6) o <- o - solve(hess(f, o, sc * 2e-3), grad(f, o, sc * 2e-3)) # Newton steps to the root of the numerical gradient
  r <- pr(d, reml, o); stopifnot(abs(r$ll - as.numeric(logLik(l4))) < 1e-6, max(abs(r$b / fixef(l4) - 1)) < 1e-4)
  A <- solve(-hess(f, o, sc * 4e-3)); sat <- function(w) { g <- grad(function(p) drop(w %*% pr(d, reml, p)$C %*% w), o, sc * 1e-3); v <- drop(w %*% r$C %*% w); 2 * v^2 / drop(g %*% A %*% g) }
  df <- sapply(1:3, function(j) sat(diag(3)[j, ])); st <- summary(l4)$coefficients; print(rbind(df, st[, "df"])); stopifnot(max(abs(df / st[, "df"] - 1)) < 5e-3)
  se <- sqrt(diag(r$C)); t <- r$b / se; w <- c(1, 2, .5)
  case(paste("fit", nm, if (reml) "REML" else "ML"), "lmerTest::lmer(y ~ a + b + (1 + t | id)); optimum and Satterthwaite df from the dense marginal likelihood", list(y = d$y, x = list(d$a, d$b), t = d$t, id = d$id, reml = reml, w = w),
    list(b = r$b, se = se, df = df, p = 2 * pt(-abs(t), df), s2 = o[1], t00 = o[2], t01 = o[3], t11 = o[4], loglik = r$ll, west = drop(w %*% r$b), wse = sqrt(drop(w %*% r$C %*% w)), wdf = sat(w)))
}
# singular: the slopes do not differ
for (seed in 3:60) { set.seed(seed); d <- data.frame(id = rep(1:10, each = 4), t = rep(0:3, 10)); d$a <- d$t; d$b <- rep(0:1, 20); d$y <- round(1 + .5 * d$t + rep(rnorm(10), each = 4) + .1 * d$t * rep(rnorm(10), each = 4) + rnorm(40, 0, .6), 2)
l4 <- suppressMessages(lmer(y ~ a + b + (1 + t | id), d, control = lmerControl(optimizer = "bobyqa", optCtrl = list(rhoend = 1e-12, rhobeg = .1, maxfun = 1e5)))); if (isSingular(l4)) break }
stopifnot(isSingular(l4)); vc <- as.data.frame(VarCorr(l4))$vcov; print(VarCorr(l4))
case("singular", "lme4::lmer, singular", list(y = d$y, x = list(d$a, d$b), t = d$t, id = d$id, reml = TRUE), list(b = unname(fixef(l4)), se = unname(sqrt(diag(as.matrix(vcov(l4))))), s2 = vc[4], t00 = vc[1], t01 = vc[3], t11 = vc[2], loglik = as.numeric(logLik(l4))))
finish("random_slope", c("lme4", "lmerTest"))
