source("../oracle.R")
suppressPackageStartupMessages(library(rms))
set.seed(9); n <- 120; lp <- rnorm(n, -.3, 1.2); p <- round(plogis(1.4 * lp + .3), 4); y <- rbinom(n, 1, plogis(lp)); p2 <- rep(c(.1, .3, .5, .8), c(12, 10, 9, 11)); y2 <- rbinom(42, 1, p2)
sets <- list(cohort = list(p, y), small = list(p[1:40], y[1:40]), tied = list(p2, y2)); lim <- function(m) qnorm(.975) * sqrt(diag(vcov(m)))
fit <- function(f) glm(formula(f, env = parent.frame()), family = binomial, epsilon = 1e-15, maxit = 100); se <- function(m) { X <- model.matrix(m); w <- m$fitted.values * (1 - m$fitted.values); sqrt(diag(solve(crossprod(X * sqrt(w))))) }
hl <- function(p, y, g) { br <- unique(quantile(p, seq(0, 1, length.out = g + 1))); k <- cut(p, br, include.lowest = TRUE); O <- tapply(y, k, sum); E <- tapply(p, k, sum); N <- tapply(y, k, length); keep <- !is.na(N); O <- O[keep]; E <- E[keep]; N <- N[keep]; c(stat = sum((O - E)^2 / (E * (1 - E / N))), k = length(N)) }
for (nm in names(sets)) { p <- sets[[nm]][[1]]; y <- sets[[nm]][[2]]; l <- qlogis(p); a <- fit(y ~ 1 + offset(l)); b <- fit(y ~ l); n <- length(y)
  U <- as.numeric(2 * (logLik(b) - sum(ifelse(y == 1, log(p), log(1 - p))))); out <- list(intercept = coef(a)[[1]], seintercept = se(a), slope = coef(b)[[2]], seslope = se(b)[2], pslope = 2 * pnorm(-abs((coef(b)[[2]] - 1) / se(b)[2])), u = U, pu = pchisq(U, 2, lower.tail = FALSE), oe = sum(y) / sum(p))
  v <- suppressWarnings(val.prob(p, y, pl = FALSE)); stopifnot(abs(v["Slope"] - out$slope) < 1e-3, abs(v["U:Chi-sq"] - U) < 1e-3)
  if (nm != "tied") { B <- rcspline.eval(l, nk = 3, inclx = TRUE); f <- fit(y ~ B); X <- model.matrix(f); V <- solve(crossprod(X * sqrt(f$fitted.values * (1 - f$fitted.values)))); eta <- drop(X %*% coef(f)); s <- sqrt(rowSums((X %*% V) * X)); o <- order(p)[!duplicated(sort(p))]; e <- abs(plogis(eta) - p)
    out <- c(out, list(curve = plogis(eta)[o], low = plogis(eta - qnorm(.975) * s)[o], high = plogis(eta + qnorm(.975) * s)[o], ici = mean(e), e90 = unname(quantile(e, .9)), emax = max(e))) }
  for (g in c(10, 5)) { h <- hl(p, y, g); out[[paste0("hl", g)]] <- h[["stat"]]; out[[paste0("hlk", g)]] <- h[["k"]]; out[[paste0("hlp", g)]] <- if (h[["k"]] > 2) pchisq(h[["stat"]], h[["k"]] - 2, lower.tail = FALSE) else 1; out[[paste0("hlx", g)]] <- pchisq(h[["stat"]], h[["k"]], lower.tail = FALSE) }
  case(nm, "glm, rcspline.eval, Hosmer-Lemeshow written out; rms::val.prob", list(p = p, y = y), out) }
finish("calibration", "rms")
