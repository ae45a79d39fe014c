source("../oracle.R")
alts <- c("two.sided", "less", "greater")
tt <- function(h, extra = list()) c(list(statistic = h$statistic, df = h$parameter, p = h$p.value, low = h$conf.int[1], high = h$conf.int[2], se = h$stderr), extra)
# domain.md D: Student's sleep data
g1 <- sleep$extra[sleep$group == 1]; g2 <- sleep$extra[sleep$group == 2]
for (a in alts) {
  h <- t.test(g1, g2, paired = TRUE, alternative = a)
  case(paste("paired sleep", a), "t.test(a, b, paired = TRUE)", list(a = g1, b = g2, alternative = a), tt(h, list(estimate = h$estimate)))
  h <- t.test(g1, g2, alternative = a)
  case(paste("welch sleep", a), "t.test(a, b)", list(a = g1, b = g2, alternative = a), tt(h, list(estimate = h$estimate[1] - h$estimate[2])))
}
set.seed(1); a <- rnorm(40, 10, .5); b <- rnorm(33, 0, 2)
h <- t.test(a, b, conf.level = .9)
case("welch extreme tail", "t.test(a, b, conf.level = .9)", list(a = a, b = b, level = .9), tt(h, list(estimate = h$estimate[1] - h$estimate[2])))
h <- t.test(c(1.5, 2.25), c(0, 3))
case("welch n = 2", "t.test(a, b)", list(a = c(1.5, 2.25), b = c(0, 3)), tt(h, list(estimate = h$estimate[1] - h$estimate[2])))
h <- t.test(c(4, 4, 4), c(1, 2, 6.5))
case("welch one constant", "t.test(a, b)", list(a = c(4, 4, 4), b = c(1, 2, 6.5)), tt(h, list(estimate = h$estimate[1] - h$estimate[2])))
for (a in alts) for (x in list(c(2.1, -0.4, 3, 3, 5.5, 0), c(-1, -2.5, -2, -9))) { h <- t.test(x, alternative = a); case(paste("one", length(x), a), "t.test(x)", list(x = x, alternative = a), tt(h, list(estimate = h$estimate))) }
finish("t_test")
