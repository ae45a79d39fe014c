source("../oracle.R")
suppressPackageStartupMessages({ library(survival); library(MASS) })
# the rules of study.md section 3 in R: none below = as measured, to 10 % = LLOQ / sqrt(2), to 50 % = imputation, more = detected or not
rule <- function(b, n) if (n == 0 || b == 0) 0 else if (10 * b <= n) 1 else if (2 * b <= n) 2 else 3
grid <- rbind(c(0, 0), c(0, 30), c(1, 30), c(3, 30), c(4, 30), c(15, 30), c(16, 30), c(30, 30), c(1, 9), c(1, 10), c(1, 1), c(1, 2))
case("rules", "shares of 10 % and 50 %", list(below = grid[, 1], total = grid[, 2]), list(rule = apply(grid, 1, function(g) rule(g[1], g[2]))))
lim <- c(.5, 2, 31.3); case("substitute", "limit / sqrt(2)", list(limit = lim), list(value = lim / sqrt(2)))
later <- c(3, 3, 2, 2); lb <- c(FALSE, TRUE, FALSE, TRUE); early <- c(2, 2, 3, 3); eb <- c(FALSE, TRUE, TRUE, FALSE)
case("difference", "ifelse(both below, 0, later - earlier)", list(later = later, laterBelow = lb, earlier = early, earlierBelow = eb), list(d = ifelse(lb & eb, 0, later - early)))
# ranks after recensoring: everything below the highest limit is one tie at the bottom
x <- c(2, 5, 3, 4, 5, 9, 5, 1); b <- c(TRUE, TRUE, FALSE, FALSE, FALSE, FALSE, TRUE, TRUE); h <- max(x[b])
case("ranks", "rank(ifelse(below | x < highest limit, -Inf, x))", list(x = x, below = b), list(rank = rank(ifelse(b | x < h, -Inf, x))))
# imputation: 20,000 completed data sets in R with the same model, compared by the mean and SD of each censored value
set.seed(3); z <- rnorm(40); y <- 1 + .8 * z + rnorm(40); cut <- quantile(y, .3); below <- y < cut; v <- pmax(y, cut)
fit <- survreg(Surv(v, !below, type = "left") ~ z, dist = "gaussian"); R <- 20000
th <- mvrnorm(R, c(coef(fit), log(fit$scale)), vcov(fit))
draws <- sapply(which(below), function(i) { m <- th[, 1] + th[, 2] * z[i]; s <- exp(th[, 3]); m + s * qnorm(runif(R) * pnorm((v[i] - m) / s)) })
case("imputation", "survreg, mvrnorm of (beta, log sigma), truncated normal", list(y = v, below = below, z = z, at = which(below) - 1), list(mean = colMeans(draws), sd = apply(draws, 2, sd)))
finish("below_limit", c("survival", "MASS"))
