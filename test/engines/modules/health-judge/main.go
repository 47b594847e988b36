// Says of objects what kustomize-controller's own evaluator of health check expressions makes of them.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"

	"github.com/fluxcd/pkg/apis/kustomize"
	"github.com/fluxcd/pkg/runtime/cel"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// question is read from stdin.
type question struct {
	Expressions kustomize.HealthCheckExpressions `json:"expressions"`
	Objects     map[string]json.RawMessage       `json:"objects"`
}

// answer is what is said of one object.
type answer struct {
	Status string `json:"status"`
	Error  string `json:"error,omitempty"`
}

func main() {
	answers, err := judge()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	_ = json.NewEncoder(os.Stdout).Encode(answers)
}

func judge() (map[string]answer, error) {
	var asked question
	if err := json.NewDecoder(os.Stdin).Decode(&asked); err != nil {
		return nil, err
	}
	evaluator, err := cel.NewStatusEvaluator(&asked.Expressions)
	if err != nil {
		return nil, err
	}
	answers := map[string]answer{}
	for name, text := range asked.Objects {
		object := &unstructured.Unstructured{}
		// As the API server's answers are read: whole numbers become int64.
		if err := object.UnmarshalJSON(text); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		result, err := evaluator.Evaluate(context.Background(), object)
		if err != nil {
			answers[name] = answer{Status: "Unknown", Error: err.Error()}
			continue
		}
		answers[name] = answer{Status: string(result.Status)}
	}
	return answers, nil
}
