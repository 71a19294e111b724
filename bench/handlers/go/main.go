// The Go handler of the comparison: a custom runtime's loop, one signed Query of DynamoDB, and its items as JSON. With
// the standard library alone, which starts faster and is smaller than with the AWS SDK.
package main

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"time"
)

type event struct {
	PathParameters map[string]string `json:"pathParameters"`
	RequestContext struct {
		RequestID string `json:"requestId"`
	} `json:"requestContext"`
}

type attribute struct {
	S string `json:",omitempty"`
	N string `json:",omitempty"`
}

type note struct {
	Owner   string    `json:"owner"`
	ID      string    `json:"id"`
	Title   string    `json:"title"`
	Text    string    `json:"text"`
	Stars   int       `json:"stars"`
	Written time.Time `json:"written"`
}

type answer struct {
	StatusCode      int               `json:"statusCode"`
	Headers         map[string]string `json:"headers"`
	Body            string            `json:"body"`
	IsBase64Encoded bool              `json:"isBase64Encoded"`
}

var (
	region   = os.Getenv("AWS_REGION")
	endpoint = os.Getenv("AWS_ENDPOINT_URL_DYNAMODB")
	table    = os.Getenv("NOTES_TABLE")
	service  = &http.Client{Timeout: 3 * time.Second}
)

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

func code(key []byte, text string) []byte {
	mac := hmac.New(sha256.New, key)
	io.WriteString(mac, text)
	return mac.Sum(nil)
}

// Signature Version 4 of a POST to "/".
func sign(request *http.Request, body []byte, now time.Time) {
	moment, day := now.Format("20060102T150405Z"), now.Format("20060102")
	scope := day + "/" + region + "/dynamodb/aws4_request"
	token := os.Getenv("AWS_SESSION_TOKEN")
	names := "content-type;host;x-amz-date;x-amz-security-token;x-amz-target"
	canonical := "POST\n/\n\n" +
		"content-type:" + request.Header.Get("Content-Type") + "\n" +
		"host:" + request.URL.Host + "\n" +
		"x-amz-date:" + moment + "\n" +
		"x-amz-security-token:" + token + "\n" +
		"x-amz-target:" + request.Header.Get("X-Amz-Target") + "\n\n" +
		names + "\n" + digest(body)
	text := "AWS4-HMAC-SHA256\n" + moment + "\n" + scope + "\n" + digest([]byte(canonical))
	key := code([]byte("AWS4"+os.Getenv("AWS_SECRET_ACCESS_KEY")), day)
	for _, part := range []string{region, "dynamodb", "aws4_request"} {
		key = code(key, part)
	}
	request.Header.Set("X-Amz-Date", moment)
	request.Header.Set("X-Amz-Security-Token", token)
	request.Header.Set("Authorization", "AWS4-HMAC-SHA256 Credential="+os.Getenv("AWS_ACCESS_KEY_ID")+"/"+scope+
		", SignedHeaders="+names+", Signature="+hex.EncodeToString(code(key, text)))
}

func query(owner string) ([]note, error) {
	body, err := json.Marshal(map[string]any{
		"TableName":                 table,
		"KeyConditionExpression":    "#0 = :0",
		"ExpressionAttributeNames":  map[string]string{"#0": "owner"},
		"ExpressionAttributeValues": map[string]attribute{":0": {S: owner}},
	})
	if err != nil {
		return nil, err
	}
	request, err := http.NewRequest("POST", endpoint+"/", bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Content-Type", "application/x-amz-json-1.0")
	request.Header.Set("X-Amz-Target", "DynamoDB_20120810.Query")
	sign(request, body, time.Now().UTC())
	response, err := service.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	bytes, err := io.ReadAll(response.Body)
	if err != nil {
		return nil, err
	}
	if response.StatusCode != 200 {
		return nil, fmt.Errorf("DynamoDB answered %d: %s", response.StatusCode, bytes)
	}
	var found struct{ Items []map[string]attribute }
	if err := json.Unmarshal(bytes, &found); err != nil {
		return nil, err
	}
	notes := make([]note, 0, len(found.Items))
	for _, item := range found.Items {
		stars, err := strconv.Atoi(item["stars"].N)
		if err != nil {
			return nil, err
		}
		written, err := time.Parse(time.RFC3339, item["written"].S)
		if err != nil {
			return nil, err
		}
		notes = append(notes, note{item["owner"].S, item["id"].S, item["title"].S, item["text"].S, stars, written})
	}
	return notes, nil
}

func handle(payload []byte) ([]byte, error) {
	var request event
	if err := json.Unmarshal(payload, &request); err != nil {
		return nil, err
	}
	owner, err := url.PathUnescape(request.PathParameters["owner"])
	if err != nil {
		return nil, err
	}
	if owner == "nobody" {
		body := `{"code":"not_found","message":"Nobody has no notes."}`
		return json.Marshal(answer{404, map[string]string{"Content-Type": "application/json"}, body, false})
	}
	notes, err := query(owner)
	if err != nil {
		return nil, err
	}
	body, err := json.Marshal(map[string]any{"items": notes})
	if err != nil {
		return nil, err
	}
	return json.Marshal(answer{200, map[string]string{"Content-Type": "application/json"}, string(body), false})
}

func post(url string, body []byte) error {
	response, err := http.Post(url, "application/json", bytes.NewReader(body))
	if err != nil {
		return err
	}
	io.Copy(io.Discard, response.Body)
	return response.Body.Close()
}

func serve(base string) error {
	next, err := http.Get(base + "next")
	if err != nil {
		return err
	}
	payload, err := io.ReadAll(next.Body)
	next.Body.Close()
	if err != nil {
		return err
	}
	call := base + next.Header.Get("Lambda-Runtime-Aws-Request-Id")
	result, err := handle(payload)
	if err != nil {
		report, _ := json.Marshal(map[string]string{"errorType": "Error", "errorMessage": err.Error()})
		return post(call+"/error", report)
	}
	return post(call+"/response", result)
}

func main() {
	base := "http://" + os.Getenv("AWS_LAMBDA_RUNTIME_API") + "/2018-06-01/runtime/invocation/"
	for {
		if err := serve(base); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}
